import { booleanAttribute, Component, inject, input, model } from '@angular/core';
import { UI_FIELD } from '../field/field.js';
import { uniqueId } from '../text/ui-text.js';

/** `<ui-checkbox [(checked)]="on">Label</ui-checkbox>`; without content give `label`. Works with `[formField]`. */
@Component({
  selector: 'ui-checkbox',
  template: `
    <input
      type="checkbox"
      class="ui-check"
      [id]="id"
      [checked]="checked()"
      [indeterminate]="indeterminate()"
      [disabled]="disabled()"
      [attr.aria-label]="label() || null"
      [attr.aria-describedby]="field?.describedBy()"
      (change)="change($event)"
      (blur)="touched.set(true)"
    />
    <label [for]="id"><ng-content /></label>
  `,
  styles: `
    :host { display: inline-flex; align-items: flex-start; gap: 8px; }
    .ui-check { margin-top: 2px; }
    label { cursor: pointer; }
    label:empty { display: none; }
  `,
})
export class UiCheckbox {
  readonly checked = model(false);
  readonly touched = model(false);
  readonly indeterminate = input(false, { transform: booleanAttribute });
  readonly disabled = input(false, { transform: booleanAttribute });
  readonly label = input('');
  protected readonly id = uniqueId('checkbox');
  protected readonly field = inject(UI_FIELD, { optional: true });

  protected change(event: Event): void {
    this.checked.set((event.target as HTMLInputElement).checked);
  }
}

/** `<ui-switch [(checked)]="on">Label</ui-switch>`: for a setting that takes effect at once. */
@Component({
  selector: 'ui-switch',
  template: `
    <input
      type="checkbox"
      role="switch"
      class="ui-switch"
      [id]="id"
      [checked]="checked()"
      [disabled]="disabled()"
      [attr.aria-label]="label() || null"
      (change)="change($event)"
      (blur)="touched.set(true)"
    />
    <label [for]="id"><ng-content /></label>
  `,
  styles: `
    :host { display: inline-flex; align-items: center; gap: 8px; }
    label { cursor: pointer; }
    label:empty { display: none; }
  `,
})
export class UiSwitch {
  readonly checked = model(false);
  readonly touched = model(false);
  readonly disabled = input(false, { transform: booleanAttribute });
  readonly label = input('');
  protected readonly id = uniqueId('switch');

  protected change(event: Event): void {
    this.checked.set((event.target as HTMLInputElement).checked);
  }
}
