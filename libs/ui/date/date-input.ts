import { A11yModule } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { booleanAttribute, Component, computed, ElementRef, inject, input, linkedSignal, model, output, signal, viewChild } from '@angular/core';
import { UiIconButton } from '../button/icon-button.js';
import { POPUP_POSITIONS } from '../combobox/combobox.js';
import { UI_FIELD } from '../field/field.js';
import { holdsUnreadable } from '../field/unreadable.js';
import { formatDay, parseDay, UI_DATE_LOCALE } from '../locale/locale.js';
import { fill, UI_TEXT } from '../text/ui-text.js';
import { UiCalendar } from './calendar.js';

/** A calendar day, typed or chosen: `<ui-date [(value)]="closeDate" />`. The value is `YYYY-MM-DD`, null when empty. */
@Component({
  selector: 'ui-date',
  imports: [A11yModule, CdkConnectedOverlay, CdkOverlayOrigin, UiCalendar, UiIconButton],
  template: `
    <div class="box" cdkOverlayOrigin #origin="cdkOverlayOrigin">
      <input
        #box
        class="ui-input"
        autocomplete="off"
        [attr.id]="field?.controlId"
        [attr.aria-label]="label() || null"
        [attr.aria-describedby]="field?.describedBy()"
        [attr.aria-invalid]="bad() || field?.invalid() || null"
        [attr.title]="unreadable()"
        [placeholder]="placeholder() || example()"
        [disabled]="disabled()"
        [value]="shown()"
        (input)="typed.set(box.value)"
        (change)="commit()"
        (blur)="commit(); left(); touched.set(true)"
        (keydown)="onKey($event)"
      />
      <button uiIconButton type="button" size="sm" icon="calendar" [label]="text().openCalendar" [disabled]="disabled()" [attr.aria-expanded]="open()" aria-haspopup="dialog" (click)="open.set(!open())"></button>
    </div>
    <ng-template cdkConnectedOverlay [cdkConnectedOverlayOrigin]="origin" [cdkConnectedOverlayOpen]="open()" [cdkConnectedOverlayPositions]="positions" [cdkConnectedOverlayHasBackdrop]="true" cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop" (backdropClick)="close()" (detach)="open.set(false)">
      <ui-calendar cdkTrapFocus role="dialog" [attr.aria-label]="text().openCalendar" [value]="value()" (chosen)="choose($event)" (keydown.escape)="close(); $event.stopPropagation()" />
    </ng-template>
  `,
  styles: `
    :host { display: block; min-width: 0; }
    .box { position: relative; display: flex; align-items: center; }
    .ui-input { padding-right: 34px; }
    button { position: absolute; right: 3px; }
  `,
})
export class UiDateInput {
  readonly value = model<string | null>(null);
  readonly touched = model(false);
  readonly label = input('');
  readonly placeholder = input('');
  readonly disabled = input(false, { transform: booleanAttribute });
  /** Escape, when the calendar was closed already. */
  readonly dismissed = output();

  protected readonly field = inject(UI_FIELD, { optional: true });
  protected readonly text = inject(UI_TEXT);
  protected readonly positions = POPUP_POSITIONS;
  private readonly locale = inject(UI_DATE_LOCALE);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly open = signal(false);
  protected readonly typed = linkedSignal<string | null, string | null>({ source: this.value, computation: () => null });
  protected readonly example = computed(() => formatDay(new Date().toISOString().slice(0, 10), this.locale()));
  protected readonly shown = computed(() => this.typed() ?? formatDay(this.value(), this.locale()));
  /** What was typed cannot be read; the value is still the one before. */
  readonly bad = computed(() => {
    const typed = this.typed()?.trim();
    return typed !== undefined && typed !== '' && parseDay(typed, this.locale()) === null;
  });
  protected readonly unreadable = computed(() => (this.bad() ? fill(this.text().invalidDate, this.example()) : null));
  protected readonly left = holdsUnreadable(this.box, this.unreadable);

  /** Puts the focus in; `start` replaces what is there. */
  focus(start: string | null = null): void {
    const box = this.box().nativeElement;
    box.focus();
    if (start === null) box.select();
    else {
      this.typed.set(start);
      box.value = start;
    }
  }

  /** Takes over what was typed, if it is a date. */
  commit(): void {
    const typed = this.typed();
    if (typed === null || this.bad()) return;
    this.value.set(typed.trim() === '' ? null : parseDay(typed, this.locale()));
    this.typed.set(null);
  }

  protected choose(day: string): void {
    this.value.set(day);
    this.field?.mend();
    this.typed.set(null);
    this.close();
  }

  protected close(): void {
    this.open.set(false);
    this.box().nativeElement.focus();
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' && (event.altKey || !this.typed())) {
      event.preventDefault();
      this.open.set(true);
    } else if (event.key === 'Enter') this.commit();
    else if (event.key === 'Escape') this.dismissed.emit();
  }
}
