import { A11yModule, InputModalityDetector } from '@angular/cdk/a11y';
import { BreakpointObserver } from '@angular/cdk/layout';
import { afterNextRender, Component, DestroyRef, ElementRef, inject, input, model, output, type OutputEmitterRef, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';
import { UiIconButton } from '../button/icon-button.js';
import { followDrag } from '../grid/grid-dom.js';
import { UI_TEXT } from '../text/ui-text.js';

const MIN_WIDTH = 340;
const MAX_WIDTH = 900;
const STEP = 24;
const TEXT = 'input, textarea, select, [contenteditable], [role=combobox], [role=textbox], [role=menu], [role=menu] *';

/**
 * A record beside its list. The page decides what it shows and keeps its id in the address (`?peek=`). On a phone it covers the
 * screen and holds the focus. Opened by keyboard, it has the focus; closed, the focus goes back to where it was. Escape closes, J and K
 * step on. Content attributes: `uiPanelTitle`, `uiPanelActions`; the rest is the body.
 */
@Component({
  selector: 'ui-panel',
  imports: [A11yModule, UiIconButton],
  template: `
    @if (!phone()) {
      <div
        class="handle" role="separator" tabindex="0" aria-orientation="vertical" [class.held]="held()"
        [attr.aria-label]="text().resizePanel" [attr.aria-valuenow]="width()" [attr.aria-valuemin]="least" [attr.aria-valuemax]="most"
        (pointerdown)="drag($event)" (keydown)="onHandleKey($event)"
      ></div>
    }
    <div #side class="side" tabindex="-1" [attr.aria-label]="label()" [attr.role]="phone() ? 'dialog' : 'complementary'" [attr.aria-modal]="phone() || null" [cdkTrapFocus]="phone()" [cdkTrapFocusAutoCapture]="phone()">
      <header>
        <div class="title"><ng-content select="[uiPanelTitle]" /></div>
        <ng-content select="[uiPanelActions]" />
        @if (steps()) {
          <button uiIconButton type="button" icon="chevron-up" keys="k" [label]="text().previous" (click)="previous.emit()"></button>
          <button uiIconButton type="button" icon="chevron-down" keys="j" [label]="text().next" (click)="next.emit()"></button>
        }
        @if (expandable()) { <button uiIconButton type="button" icon="maximize-2" [iconSize]="14" [label]="text().expand" (click)="expand.emit()"></button> }
        <button uiIconButton type="button" icon="x" keys="esc" [label]="text().close" (click)="closed.emit()"></button>
      </header>
      <div class="body" tabindex="-1" cdkFocusInitial><ng-content /></div>
    </div>
  `,
  styleUrl: './panel.css',
  host: { '[style.width.px]': 'phone() ? null : width()', '[class.phone]': 'phone()', '(keydown.escape)': 'escape($event)', '(keydown.j)': 'stepBy($event, next)', '(keydown.k)': 'stepBy($event, previous)' },
})
export class UiPanel {
  readonly label = input.required<string>();
  /** px. */
  readonly width = model(440);
  /** Shows previous and next. */
  readonly steps = input(false);
  readonly expandable = input(false);
  readonly closed = output();
  readonly expand = output();
  readonly previous = output();
  readonly next = output();

  protected readonly text = inject(UI_TEXT);
  protected readonly least = MIN_WIDTH;
  protected readonly most = MAX_WIDTH;
  protected readonly held = signal(false);
  protected readonly phone = toSignal(inject(BreakpointObserver).observe('(max-width: 800px)').pipe(map((state) => state.matches)), { initialValue: false });

  private readonly side = viewChild.required<ElementRef<HTMLElement>>('side');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    const opener = document.activeElement;
    const byKeyboard = inject(InputModalityDetector).mostRecentModality === 'keyboard';
    afterNextRender(() => {
      if (byKeyboard && opener !== document.body && !this.phone()) this.side().nativeElement.focus({ preventScroll: true });
    });
    inject(DestroyRef).onDestroy(() => {
      const lost = document.activeElement === document.body || this.host.contains(document.activeElement);
      // The page may know better, and then has moved the focus already.
      if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    });
  }

  /** Where letters are text, they are text. */
  protected stepBy(event: Event, tell: OutputEmitterRef<void>): void {
    const target = event.target;
    if (event.defaultPrevented || !this.steps() || !(target instanceof Element) || target.matches(TEXT)) return;
    event.preventDefault();
    tell.emit();
  }

  protected escape(event: Event): void {
    if (event.defaultPrevented) return;
    event.preventDefault();
    this.closed.emit();
  }

  protected drag(event: PointerEvent): void {
    const width = this.width();
    this.held.set(true);
    followDrag(event, (by) => this.resize(width - by), () => this.held.set(false));
  }

  /** The panel is at the right: left makes it wider. */
  protected onHandleKey(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: STEP, ArrowRight: -STEP, Home: -MAX_WIDTH, End: MAX_WIDTH };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.resize(this.width() + step);
  }

  private resize(width: number): void {
    this.width.set(Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))));
  }
}
