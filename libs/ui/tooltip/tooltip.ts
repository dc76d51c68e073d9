import { Overlay, type OverlayRef } from '@angular/cdk/overlay';
import { ComponentPortal } from '@angular/cdk/portal';
import { Component, DestroyRef, Directive, ElementRef, inject, input, signal } from '@angular/core';
import { UiKbd } from '../misc/kbd.js';
import { uniqueId } from '../text/ui-text.js';

@Component({
  selector: 'ui-tooltip-bubble',
  imports: [UiKbd],
  template: `<span>{{ text() }}</span> @if (keys(); as keys) { <ui-kbd [keys]="keys" /> }`,
  styles: `
    :host {
      display: inline-flex; gap: 8px; align-items: center; max-width: 280px; padding: 4px 8px;
      border-radius: var(--radius); background: #25262c; color: #f4f4f6; font-size: var(--text-sm); line-height: 1.4;
      box-shadow: var(--shadow); animation: ui-fade 100ms; --line-strong: #565862; --muted: #d6d7de; --surface: #34353d;
    }
  `,
  host: { role: 'tooltip', '[id]': 'id' },
})
export class UiTooltipBubble {
  readonly id = uniqueId('tooltip');
  readonly text = signal('');
  readonly keys = signal<string | null>(null);
}

/** `[uiTooltip]="'Text'"`, optionally `uiTooltipKeys="G C"`. Shows on hover and keyboard focus, stays while hovered, Escape hides it (WCAG 1.4.13). */
@Directive({
  selector: '[uiTooltip]',
  host: {
    '(pointerenter)': 'enter($event)',
    '(pointerleave)': 'leave()',
    '(focus)': 'focus()',
    '(blur)': 'hide()',
    '(click)': 'hide()',
    '(keydown.escape)': 'hide()',
  },
})
export class UiTooltip {
  readonly text = input<string | null>(null, { alias: 'uiTooltip' });
  readonly keys = input<string | null>(null, { alias: 'uiTooltipKeys' });

  private readonly overlay = inject(Overlay);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private ref: OverlayRef | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.hide());
  }

  protected enter(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    this.schedule(() => this.show(), 450);
  }

  protected leave(): void {
    this.schedule(() => this.hide(), 100);
  }

  protected focus(): void {
    if (this.host.matches(':focus-visible')) this.show();
  }

  protected hide(): void {
    clearTimeout(this.timer);
    this.ref?.dispose();
    this.ref = null;
    this.host.removeAttribute('aria-describedby');
  }

  private schedule(action: () => void, delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(action, delay);
  }

  private show(): void {
    const text = this.text();
    if (this.ref || !text || !this.host.isConnected) return;
    const position = this.overlay
      .position()
      .flexibleConnectedTo(this.host)
      .withPositions([
        { originX: 'center', originY: 'bottom', overlayX: 'center', overlayY: 'top', offsetY: 6 },
        { originX: 'center', originY: 'top', overlayX: 'center', overlayY: 'bottom', offsetY: -6 },
      ])
      .withViewportMargin(8);
    this.ref = this.overlay.create({ positionStrategy: position, scrollStrategy: this.overlay.scrollStrategies.close() });
    const bubble = this.ref.attach(new ComponentPortal(UiTooltipBubble));
    bubble.instance.text.set(text);
    bubble.instance.keys.set(this.keys());
    bubble.changeDetectorRef.detectChanges();
    this.ref.updatePosition();
    this.ref.overlayElement.addEventListener('pointerenter', () => clearTimeout(this.timer));
    this.ref.overlayElement.addEventListener('pointerleave', () => this.leave());
    // The name already says it for an icon button: a description that repeats the name is read twice.
    if (this.host.getAttribute('aria-label') !== text) this.host.setAttribute('aria-describedby', bubble.instance.id);
  }
}
