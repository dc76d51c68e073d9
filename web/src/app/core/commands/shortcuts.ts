import { DOCUMENT } from '@angular/common';
import { inject, Service } from '@angular/core';
import { Commands, type Command } from './commands.js';

const SEQUENCE_MS = 1_200;

/** `mod+shift+k` of a key event, as written in `Command.keys`. */
export function keyOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const parts = [event.metaKey || event.ctrlKey ? 'mod' : '', event.altKey ? 'alt' : '', event.shiftKey && (key.length > 1 || /[a-z]/.test(key)) ? 'shift' : '', key];
  return parts.filter(Boolean).join('+');
}

/** Where letters are text, single keys are no shortcuts. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=combobox], [role=textbox]');
}

/** Turns keys into commands. Components that use a key themselves call `preventDefault` or stop the event. */
@Service()
export class Shortcuts {
  private readonly commands = inject(Commands);
  private readonly document = inject(DOCUMENT);
  private pending = '';
  private pendingAt = 0;

  /** Starts listening; returns what stops it. */
  listen(): () => void {
    const onKey = (event: KeyboardEvent) => this.handle(event);
    this.document.addEventListener('keydown', onKey);
    return () => this.document.removeEventListener('keydown', onKey);
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    const key = keyOf(event);
    const modal = this.document.querySelector('[aria-modal="true"], [role="menu"]') !== null;
    if ((isTyping(event.target) || modal) && !key.startsWith('mod+')) return;
    if (modal && key.startsWith('mod+')) return;
    const command = this.find(key, event.timeStamp);
    if (!command) return;
    event.preventDefault();
    command.run();
  }

  /** The latest registered wins: a page may give a key another meaning while it is shown. */
  private find(key: string, now: number): Command | undefined {
    const sequence = this.pending && now - this.pendingAt < SEQUENCE_MS ? `${this.pending} ${key}` : '';
    const all = this.commands.all();
    const found = all.findLast((command) => command.keys === sequence) ?? all.findLast((command) => command.keys === key);
    const starts = !found && all.some((command) => command.keys?.startsWith(`${key} `));
    this.pending = starts ? key : '';
    this.pendingAt = now;
    return found;
  }
}
