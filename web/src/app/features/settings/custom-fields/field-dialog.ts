import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiCheckbox, UiDialog, UiField, UiIcon, UiInput, type UiOption } from '@libs/ui';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { RecordTypesStore } from '../../../core/records/record-types.store.js';
import { FieldControl } from '../../records/field-control.js';
import { CustomFieldsGateway, type CustomField, type CustomFieldKind } from './custom-fields.gateway.js';
import { canBeSearched, canBeUnique, canHaveDefault, FIELD_KINDS, hasOptions, KINDS, newDraft, previewOf, type FieldDraft } from './field-kinds.js';
import { OptionsEditor } from './options-editor.js';

export interface FieldDialogData {
  readonly recordType: string;
  /** The field to change; a new one without. */
  readonly field: CustomField | null;
}

const WRITERS = ['EVERYBODY', 'ADMINS', 'OWNERS'] as const;

/** Defines a field, or changes what may be changed of one; shows beside it what people will see. Closes with the change set that undoes it. */
@Component({
  selector: 'app-custom-field-dialog',
  imports: [FieldControl, OptionsEditor, TranslocoPipe, UiBanner, UiButton, UiCheckbox, UiDialog, UiField, UiIcon, UiInput],
  templateUrl: './field-dialog.html',
  styleUrl: './field-dialog.css',
})
export class FieldDialog {
  protected readonly data = inject<FieldDialogData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<string, FieldDialog>>(DialogRef);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(CustomFieldsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly transloco = inject(TranslocoService);
  protected readonly kinds = FIELD_KINDS;
  protected readonly icons = KINDS;
  protected readonly writers = WRITERS;
  protected readonly draft = signal<FieldDraft>(this.data.field ? { ...this.data.field, options: this.data.field.options ?? [] } : newDraft());
  protected readonly saving = signal(false);
  protected readonly error = signal<AppError | null>(null);
  protected readonly tried = signal<unknown>(null);
  protected readonly type = this.types.named(this.data.recordType);
  protected readonly targets: readonly UiOption[] = this.types.all().filter((type) => type.customizable || type.name === 'member').map((type) => ({ value: type.name, label: type.label }));
  protected readonly withOptions = computed(() => hasOptions(this.draft().kind));
  protected readonly uniqueable = computed(() => canBeUnique(this.draft().kind));
  protected readonly searchable = computed(() => canBeSearched(this.draft().kind));
  protected readonly defaultable = computed(() => canHaveDefault(this.draft().kind) && !this.draft().isUnique);
  protected readonly preview = computed(() => previewOf(this.draft(), this.transloco.translate('customFields.unnamed')));
  protected readonly previewable = computed(() => this.draft().kind !== 'REFERENCE' || this.draft().target !== null);
  protected readonly problem = computed(() => {
    const error = this.error();
    if (!error) return null;
    const elsewhere = Object.entries(error.details).filter(([name]) => !['label', 'options', 'target', 'defaultValue', 'isUnique'].includes(name)).flatMap(([, reasons]) => reasons);
    return Object.keys(error.details).length === 0 ? this.errors.of(error) : elsewhere.join(' ') || null;
  });

  protected set(changes: Partial<FieldDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...changes }));
  }

  protected choose(kind: CustomFieldKind): void {
    const options = hasOptions(kind) && this.draft().options.length === 0 ? [{ value: null, label: '', colour: 'BLUE', archived: false }] : this.draft().options;
    this.set({ kind, options, defaultValue: null });
    this.tried.set(null);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    this.saving.set(true);
    this.error.set(null);
    try {
      this.ref.close(await this.write());
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.saving.set(false);
    }
  }

  private write(): Promise<string> {
    const { label, kind, help, section, required, defaultValue, target, isUnique, searchable, inLists, writers, options } = this.draft();
    const named = options.filter((option) => option.label.trim());
    const settings = {
      help: help || null, section: section || null, required, isUnique, searchable, inLists, writers,
      defaultValue: this.defaultable() ? defaultValue : null,
      ...(hasOptions(kind) ? { options: named.map(({ value, label: text, colour, archived }) => ({ ...(value ? { value } : {}), label: text, colour, archived })) } : {}),
    };
    const { field, recordType } = this.data;
    if (field) return this.gateway.change({ id: field.id, expectedVersion: field.version, label, ...settings });
    return this.gateway.create({ recordType, label, kind, ...(kind === 'REFERENCE' ? { target } : {}), ...settings });
  }
}
