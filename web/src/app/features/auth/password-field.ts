import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { UI_TEXT, UiField, UiIconButton, UiInput } from '@libs/ui';
import { passwordStrength } from './password-strength.js';

/** A password with show/hide and, for a new one, its strength in a bar and in words. */
@Component({
  selector: 'app-password-field',
  imports: [FormField, TranslocoPipe, UiField, UiIconButton, UiInput],
  template: `
    <ui-field [label]="label() || ('auth.fields.password' | transloco)" [of]="control()" [errors]="errors()" [hint]="hint()">
      <div class="box">
        <input uiInput data-size="lg" [type]="shown() ? 'text' : 'password'" [attr.autocomplete]="fresh() ? 'new-password' : 'current-password'" [formField]="control()" />
        <button uiIconButton type="button" size="sm" [icon]="shown() ? 'eye-off' : 'eye'" [label]="shown() ? text().hidePassword : text().showPassword" [attr.aria-pressed]="shown()" (click)="shown.set(!shown())"></button>
      </div>
      @if (fresh() && value()) {
        <div class="meter" role="meter" aria-valuemin="0" aria-valuemax="4" [attr.aria-valuenow]="strength()" [attr.aria-label]="'auth.strength.label' | transloco" [attr.aria-valuetext]="'auth.strength.' + strength() | transloco" [attr.data-level]="strength()">
          @for (step of steps; track step) { <i [class.on]="step <= strength()"></i> }
        </div>
        <span class="word">{{ 'auth.strength.' + strength() | transloco }}</span>
      }
    </ui-field>
  `,
  styles: `
    .box { position: relative; }
    .box input { padding-right: 40px; }
    .box button { position: absolute; inset: 0 7px 0 auto; margin-block: auto; }
    .meter { display: flex; gap: 4px; margin-top: 3px; }
    i { flex: 1; height: 4px; border-radius: 2px; background: var(--active); transition: background var(--fast); }
    .meter[data-level='1'] .on { background: var(--bad); }
    .meter[data-level='2'] .on { background: var(--warn); }
    .meter[data-level='3'] .on, .meter[data-level='4'] .on { background: var(--ok); }
    .word { color: var(--muted); font-size: var(--text-sm); }
  `,
})
export class PasswordField {
  readonly control = input.required<FieldTree<string>>();
  readonly errors = input<readonly string[] | null>(null);
  readonly hint = input('');
  /** What it is called where a page has more than one. */
  readonly label = input('');
  /** A new password: shows its strength. */
  readonly fresh = input(false);
  /** What the person typed elsewhere, which makes a poor password. */
  readonly known = input<readonly string[]>([]);

  protected readonly text = inject(UI_TEXT);
  protected readonly steps = [1, 2, 3, 4] as const;
  protected readonly shown = signal(false);
  protected readonly value = computed(() => this.control()().value());
  protected readonly strength = computed(() => passwordStrength(this.value(), this.known()));
}
