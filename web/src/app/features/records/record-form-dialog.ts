import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialog, UiField } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { AppError, toAppError } from '../../core/graphql/app-error.js';
import { defaultsOf, isMissing, leadingFields, sectionsOf, type FieldMetadata, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordsGateway, type Written } from '../../core/records/records.gateway.js';
import { PossibleDuplicates } from '../duplicates/possible-duplicates.js';
import { FieldControl } from './field-control.js';
import { NounPipe } from '../../core/i18n/noun.js';

export interface RecordFormData {
  readonly type: RecordTypeMetadata;
  /** Values the form starts with, such as the account a contact is made for. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Names of the records that reference fields start with. */
  readonly display?: Readonly<Record<string, string>>;
}

/** Makes a new record of any type. The fields that lists show come first; the rest waits under "More fields". Nothing typed is lost on an error. */
@Component({
  selector: 'app-record-form-dialog',
  imports: [NounPipe, FieldControl, PossibleDuplicates, TranslocoPipe, UiBanner, UiButton, UiDialog, UiField],
  template: `
    <ui-dialog [heading]="'records.newOf' | transloco: { type: (data.type.label | noun) }">
      <form id="record-form" novalidate class="flex flex-col gap-4" (submit)="save($event)">
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        <div class="grid gap-4 sm:grid-cols-2">
          @for (field of first; track field.name) {
            <ui-field [label]="field.kind === 'boolean' ? '' : field.label" [hint]="field.help ?? ''" [mandatory]="field.required" [errors]="errors.forField(error(), field.name)" [class.sm:col-span-2]="isWide(field)">
              <app-field-control [field]="field" [record]="values()" [value]="values()[field.name]" [display]="data.display?.[field.name] ?? ''" (valueChange)="set(field.name, $event)" />
            </ui-field>
          }
        </div>
        <app-possible-duplicates [type]="data.type" [values]="values()" />
        @if (open()) {
          @for (section of rest; track section.heading) {
            <fieldset class="flex flex-col gap-3 border-0 p-0 m-0">
              @if (section.heading) { <legend class="font-medium pb-2">{{ section.heading }}</legend> }
              <div class="grid gap-4 sm:grid-cols-2">
                @for (field of section.fields; track field.name) {
                  <ui-field [label]="field.kind === 'boolean' ? '' : field.label" [hint]="field.help ?? ''" [errors]="errors.forField(error(), field.name)" [class.sm:col-span-2]="isWide(field)">
                    <app-field-control [field]="field" [record]="values()" [value]="values()[field.name]" [display]="data.display?.[field.name] ?? ''" (valueChange)="set(field.name, $event)" />
                  </ui-field>
                }
              </div>
            </fieldset>
          }
        } @else if (rest.length > 0) {
          <button uiButton variant="ghost" type="button" class="self-start" (click)="open.set(true)">{{ 'records.moreFields' | transloco }}</button>
        }
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'records.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="record-form" [loading]="saving()">{{ 'records.create' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class RecordFormDialog {
  protected readonly data = inject<RecordFormData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Written, RecordFormDialog>>(DialogRef);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(RecordsGateway);
  private readonly transloco = inject(TranslocoService);
  protected readonly values = signal<Readonly<Record<string, unknown>>>({ ...defaultsOf(this.data.type), ...this.data.values });
  protected readonly error = signal<AppError | null>(null);
  protected readonly saving = signal(false);
  protected readonly open = signal(false);
  protected readonly first: readonly FieldMetadata[];
  protected readonly rest: readonly { readonly heading: string | null; readonly fields: readonly FieldMetadata[] }[];

  /** Reasons that belong to no field on screen are said above the form. */
  protected readonly problem = computed(() => {
    const error = this.error();
    if (!error) return null;
    const shown = new Set([...this.first, ...this.rest.flatMap((section) => section.fields)].map((field) => field.name));
    const elsewhere = Object.entries(error.details).filter(([name]) => !shown.has(name)).flatMap(([, reasons]) => reasons);
    return Object.keys(error.details).length === 0 ? this.errors.of(error) : elsewhere.join(' ') || null;
  });

  constructor() {
    const { type } = this.data;
    const sections = sectionsOf(type, 'form');
    this.first = leadingFields(type, Object.keys(this.data.values ?? {}));
    const shown = new Set(this.first);
    this.rest = sections.map((section) => ({ heading: section.heading, fields: section.fields.filter((field) => !shown.has(field)) })).filter((section) => section.fields.length > 0);
  }

  protected isWide(field: FieldMetadata): boolean {
    return field.kind === 'longText' || field.kind === 'tags' || (this.data.type.titleFields.length === 1 && this.data.type.titleFields[0] === field.name);
  }

  protected set(name: string, value: unknown): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    const missing = this.data.type.fields.filter((field) => isMissing(field, this.values()[field.name]));
    if (missing.length > 0) {
      this.error.set(new AppError('VALIDATION_ERROR', '', Object.fromEntries(missing.map((field) => [field.name, [this.transloco.translate('records.required', { field: field.label })]]))));
      return;
    }
    this.saving.set(true);
    this.error.set(null);
    try {
      // The owner has a default of its own (whoever makes it) that an explicit "nobody" would undo; other empty fields are just empty.
      const input = Object.fromEntries(Object.entries(this.values()).filter(([, value]) => value !== null && value !== '' && value !== undefined));
      this.ref.close(await this.gateway.create(this.data.type, input));
    } catch (error) {
      const known = toAppError(error);
      this.error.set(known);
      const hidden = this.rest.some((section) => section.fields.some((field) => known.reasonsFor(field.name).length > 0));
      if (hidden) this.open.set(true);
    } finally {
      this.saving.set(false);
    }
  }
}
