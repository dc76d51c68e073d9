import { Component, computed, inject, input, output } from '@angular/core';
import { UiIcon } from '../icon/icon.js';
import { fill, UI_TEXT } from '../text/ui-text.js';

export interface Step {
  readonly id: string;
  readonly label: string;
}

/** Where one is in a wizard. Steps already done can be gone back to, unless `fixed`. */
@Component({
  selector: 'ui-stepper',
  imports: [UiIcon],
  template: `
    <nav [attr.aria-label]="label()">
      <ol>
        @for (step of steps(); track step.id; let i = $index) {
          <li [class.done]="i < at()" [class.now]="i === at()" [attr.aria-current]="i === at() ? 'step' : null">
            @if (i < at() && !fixed()) {
              <button type="button" (click)="picked.emit(step.id)"><span class="mark"><ui-icon name="check" [size]="13" /></span>{{ step.label }}</button>
            } @else {
              <span class="step"><span class="mark" aria-hidden="true">@if (i < at()) { <ui-icon name="check" [size]="13" /> } @else { {{ i + 1 }} }</span>{{ step.label }}</span>
            }
          </li>
        }
      </ol>
      <p class="short" aria-hidden="true">{{ progress() }}</p>
    </nav>
  `,
  styles: `
    ol { display: flex; align-items: center; gap: 10px; margin: 0; padding: 0; list-style: none; }
    li { display: flex; align-items: center; gap: 10px; min-width: 0; color: var(--muted); font-weight: 500; white-space: nowrap; }
    li:not(:last-child)::after { content: ''; width: clamp(12px, 4vw, 44px); height: 1px; background: var(--line-strong); }
    button, .step { display: flex; align-items: center; gap: 8px; padding: 3px 4px; border: 0; border-radius: var(--radius); background: none; color: inherit; font: inherit; }
    button:hover { color: var(--fg); }
    .mark { display: grid; place-items: center; flex: none; width: 22px; height: 22px; border: 1px solid var(--line-strong); border-radius: 50%; font-size: var(--text-sm); }
    .now { color: var(--fg); }
    .now .mark { border-color: var(--brand); background: var(--brand); color: var(--on-brand); }
    .done .mark { border-color: transparent; background: var(--brand-soft); color: var(--brand-fg); }
    .short { display: none; }
    @media (max-width: 720px) {
      li:not(.now) { display: none; } li::after { display: none; }
      nav { display: flex; align-items: center; justify-content: space-between; }
      .short { display: block; margin: 0; color: var(--muted); }
    }
  `,
})
export class UiStepper {
  readonly label = input.required<string>();
  readonly steps = input.required<readonly Step[]>();
  /** Id of the present step. */
  readonly current = input.required<string>();
  readonly fixed = input(false);
  readonly picked = output<string>();
  private readonly text = inject(UI_TEXT);
  protected readonly at = computed(() => this.steps().findIndex((step) => step.id === this.current()));
  protected readonly progress = computed(() => fill(this.text().step, this.at() + 1, this.steps().length));
}
