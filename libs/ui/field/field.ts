import { Component, computed, inject, InjectionToken, input, signal, type Signal, type WritableSignal } from '@angular/core';
import { UiIcon } from '../icon/icon.js';
import { UI_TEXT, uniqueId, type UiText } from '../text/ui-text.js';

/** What a control inside a `ui-field` needs to be announced with its label, hint and errors. */
export interface UiFieldContext {
  readonly controlId: string;
  readonly labelId: string;
  readonly describedBy: Signal<string | null>;
  readonly invalid: Signal<boolean>;
  readonly required: Signal<boolean>;
  /** To be told by controls whose value changes without an event of the browser: what was wrong with the value before is said no longer. */
  mend(): void;
  /** Why what stands in the control can't be read, from controls that read what is typed. */
  readonly unreadable: WritableSignal<Signal<string | null>>;
}
export const UI_FIELD = new InjectionToken<UiFieldContext>('surrounding form field');

/** The part of a signal form's field that matters here. */
export interface FieldLike {
  (): { errors(): readonly { kind: string; message?: string }[]; touched(): boolean };
}

/** `<ui-field label="E-mail" [of]="form.email"><input uiInput [formField]="form.email" /></ui-field>`. Errors show after the field was left. */
@Component({
  selector: 'ui-field',
  imports: [UiIcon],
  template: `
    @if (label()) {
      <label [id]="labelId" [attr.for]="controlId">
        {{ label() }}
        @if (optional()) { <span class="optional">{{ text().optional }}</span> }
      </label>
    }
    <ng-content />
    <div [id]="messageId" class="message" aria-live="polite">
      @for (error of shown(); track $index) {
        <p class="error"><ui-icon name="circle-alert" [size]="13" />{{ error }}</p>
      } @empty {
        @if (hint()) { <p>{{ hint() }}</p> }
      }
    </div>
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 5px; min-width: 0; }
    label { font-weight: 500; font-size: var(--text-sm); }
    .optional { font-weight: 400; color: var(--muted); margin-left: 4px; }
    .message:empty { display: none; }
    p { margin: 0; font-size: var(--text-sm); color: var(--muted); line-height: 1.4; }
    .error { display: flex; gap: 5px; align-items: start; color: var(--bad); }
    .error ui-icon { margin-top: 2px; }
  `,
  host: { '(input)': 'mend()', '(change)': 'mend()' },
  providers: [{ provide: UI_FIELD, useExisting: UiField }],
})
export class UiField implements UiFieldContext {
  readonly label = input('');
  readonly hint = input('');
  readonly of = input<FieldLike | null>(null);
  /** Errors from elsewhere, shown at once, and until somebody changes the value they are about. */
  readonly errors = input<readonly string[] | null>(null);
  readonly optional = input(false);
  readonly mandatory = input(false);

  readonly controlId = uniqueId('control');
  readonly labelId = uniqueId('label');
  protected readonly messageId = uniqueId('message');
  protected readonly text = inject(UI_TEXT);

  readonly unreadable = signal<Signal<string | null>>(signal(null));
  /** Those errors whose value is there no longer. */
  private readonly mended = signal<readonly string[] | null>(null);

  protected readonly shown = computed(() => {
    const state = this.of()?.();
    const own = state?.touched() ? state.errors().map((error) => error.message ?? reason(error.kind, this.text())) : [];
    const unreadable = this.unreadable()();
    if (unreadable !== null) return [unreadable];
    return this.errors() === this.mended() ? own : [...own, ...(this.errors() ?? [])];
  });
  readonly invalid = computed(() => this.shown().length > 0);
  readonly required = computed(() => this.mandatory());
  readonly describedBy = computed(() => (this.invalid() || this.hint() ? this.messageId : null));

  mend(): void {
    this.mended.set(this.errors());
  }
}

function reason(kind: string, text: UiText): string {
  return kind === 'required' ? text.required : text.invalid;
}
