import type { EnvironmentProviders, Provider, Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';

export interface Mounted<T> {
  readonly fixture: ComponentFixture<T>;
  readonly component: T;
  readonly element: HTMLElement;
  /** Waits until everything that was set is drawn. */
  settle(): Promise<void>;
}

/** Draws a component, attached to the page so that it can hold the focus. */
export async function mount<T>(type: Type<T>, inputs: Readonly<Record<string, unknown>> = {}, providers: readonly (Provider | EnvironmentProviders)[] = []): Promise<Mounted<T>> {
  if (providers.length) TestBed.configureTestingModule({ providers: [...providers] });
  const fixture = TestBed.createComponent(type);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const element = fixture.nativeElement as HTMLElement;
  document.body.append(element);
  const settle = () => fixture.whenStable().then(() => undefined);
  await settle();
  return { fixture, component: fixture.componentInstance, element, settle };
}

/** Presses a key on an element (`Enter`, `mod+a`, `alt+ArrowRight`); false when a handler prevented the default. */
export function press(target: Element, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const init: KeyboardEventInit & { keyCode?: number } = {
    key, bubbles: true, cancelable: true, ctrlKey: parts.includes('mod') || parts.includes('ctrl'), altKey: parts.includes('alt'), shiftKey: parts.includes('shift'), keyCode: KEY_CODES[key] ?? key.toUpperCase().charCodeAt(0),
  };
  return target.dispatchEvent(new KeyboardEvent('keydown', init));
}

const KEY_CODES: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, Tab: 9, ' ': 32, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Home: 36, End: 35, PageUp: 33, PageDown: 34, Backspace: 8, Delete: 46, F2: 113, F10: 121 };

/** Types into a field: the value as a whole, then one input event. */
export function type(target: Element, text: string): void {
  (target as HTMLInputElement).value = text;
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The one element; an error names the selector. */
export function find<E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E {
  const element = root.querySelector<E>(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

export const all = <E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E[] => [...root.querySelectorAll<E>(selector)];

/** Text without surplus space. */
export const textOf = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
