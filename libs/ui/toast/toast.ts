import { Component, computed, inject, Service, signal } from '@angular/core';
import { UiButton } from '../button/button.js';
import { UiIconButton } from '../button/icon-button.js';
import { UiIcon } from '../icon/icon.js';
import { UiProgress } from '../misc/feedback.js';
import { UiKbd } from '../misc/kbd.js';
import { UI_TEXT } from '../text/ui-text.js';

export interface ToastOptions {
  readonly text: string;
  readonly tone?: 'neutral' | 'ok' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Milliseconds; `null` stays until dismissed. Default 6000, with an action or as an error 10000. */
  readonly duration?: number | null;
  /** 0..1, or `null` for under way; absent shows no bar. */
  readonly progress?: number | null;
}

export interface Toast extends ToastOptions {
  readonly id: number;
}

export interface ToastHandle {
  update(changes: Partial<ToastOptions>): void;
  dismiss(): void;
}

/** Short messages at the foot of the window. At most four; the oldest gives way. */
@Service()
export class UiToasts {
  private readonly list = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private readonly text = inject(UI_TEXT);
  private lastId = 0;
  readonly toasts = this.list.asReadonly();
  /** The message whose action Ctrl/Cmd+Z runs. */
  readonly latestWithAction = computed(() => this.list().findLast((toast) => toast.action)?.id ?? null);

  show(options: ToastOptions): ToastHandle {
    this.lastId += 1;
    const id = this.lastId;
    this.list.update((list) => [...list.slice(-3), { ...options, id }]);
    this.arm(id);
    return {
      update: (changes) => {
        this.list.update((list) => list.map((toast) => (toast.id === id ? { ...toast, ...changes } : toast)));
        this.arm(id);
      },
      dismiss: () => this.dismiss(id),
    };
  }

  success(text: string): ToastHandle {
    return this.show({ text, tone: 'ok' });
  }

  error(text: string): ToastHandle {
    return this.show({ text, tone: 'bad' });
  }

  /** The message after a change that can be taken back. */
  undoable(text: string, undo: () => void): ToastHandle {
    return this.show({ text, action: { label: this.text().undo, run: undo } });
  }

  dismiss(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.list.update((list) => list.filter((toast) => toast.id !== id));
  }

  /** Runs the newest toast's action (Ctrl/Cmd+Z); false when there is none. */
  runLatestAction(): boolean {
    const toast = this.list().find((each) => each.id === this.latestWithAction());
    if (!toast?.action) return false;
    this.dismiss(toast.id);
    toast.action.run();
    return true;
  }

  /** Nothing vanishes while it is being read or reached for. */
  hold(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  release(): void {
    for (const toast of this.list()) this.arm(toast.id);
  }

  private arm(id: number): void {
    clearTimeout(this.timers.get(id));
    const toast = this.list().find((each) => each.id === id);
    if (!toast) return;
    const duration = toast.duration === undefined ? (toast.action || toast.tone === 'bad' ? 10_000 : 6_000) : toast.duration;
    if (duration === null || (toast.progress !== undefined && toast.duration === undefined)) return;
    this.timers.set(id, setTimeout(() => this.dismiss(id), duration));
  }
}

/** Stands once in the shell. */
@Component({
  selector: 'ui-toast-outlet',
  imports: [UiButton, UiIconButton, UiIcon, UiKbd, UiProgress],
  template: `
    <div role="status" aria-live="polite" aria-atomic="false" class="stack" (pointerenter)="service.hold()" (pointerleave)="service.release()" (focusin)="service.hold()" (focusout)="service.release()">
      @for (toast of service.toasts(); track toast.id) {
        <div class="toast" [attr.data-tone]="toast.tone">
          @if (toast.tone === 'bad') { <ui-icon name="circle-alert" /> } @else if (toast.tone === 'ok') { <ui-icon name="circle-check" /> }
          <div class="text">
            {{ toast.text }}
            @if (toast.progress !== undefined) { <ui-progress [label]="toast.text" [max]="1" [value]="toast.progress ?? null" /> }
          </div>
          @if (toast.action; as action) { <button uiButton type="button" size="sm" [attr.aria-keyshortcuts]="toast.id === service.latestWithAction() ? 'Control+Z' : null" (click)="service.dismiss(toast.id); action.run()">{{ action.label }}@if (toast.id === service.latestWithAction()) { <ui-kbd keys="mod+z" aria-hidden="true" /> }</button> }
          <button uiIconButton type="button" icon="x" size="sm" [label]="text().dismiss" (click)="service.dismiss(toast.id)"></button>
        </div>
      }
    </div>
  `,
  styles: `
    :host { position: fixed; z-index: 1100; inset: auto 16px calc(16px + env(safe-area-inset-bottom)) auto; pointer-events: none; }
    .stack { display: flex; flex-direction: column; gap: 8px; align-items: flex-end; }
    .toast {
      display: flex; align-items: center; gap: 10px; min-width: 240px; max-width: min(440px, calc(100vw - 24px)); padding: 8px 8px 8px 13px; pointer-events: auto;
      border: 1px solid var(--line-strong); border-radius: 9px; background: var(--raised); box-shadow: var(--shadow-lg); animation: rise 200ms var(--ease);
    }
    .toast[data-tone='bad'] > ui-icon { color: var(--bad); }
    .toast[data-tone='ok'] > ui-icon { color: var(--ok); }
    .text { flex: 1; min-width: 0; }
    @media (pointer: coarse) { ui-kbd { display: none; } }
    ui-progress { margin-top: 6px; }
    @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
    @media (max-width: 640px) { :host { inset-inline: 12px; bottom: calc(64px + env(safe-area-inset-bottom)); } .stack { align-items: stretch; } .toast { max-width: none; } }
  `,
})
export class UiToastOutlet {
  protected readonly service = inject(UiToasts);
  protected readonly text = inject(UI_TEXT);
}
