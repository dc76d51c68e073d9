import { Directive, inject } from '@angular/core';
import { UI_FIELD } from '../field/field.js';

/** `<input uiInput>`, `<textarea uiInput>`, `<select uiInput>`: native controls in the house look, joined to the surrounding `ui-field`. */
@Directive({
  selector: 'input[uiInput], textarea[uiInput], select[uiInput]',
  host: {
    class: 'ui-input',
    '[attr.id]': 'field?.controlId',
    '[attr.aria-describedby]': 'field?.describedBy()',
    '[attr.aria-invalid]': 'field?.invalid() || null',
    '[attr.aria-required]': 'field?.required() || null',
  },
})
export class UiInput {
  protected readonly field = inject(UI_FIELD, { optional: true });
}
