import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { DecimalPipe } from '@angular/common';
import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialog } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { ExportWork } from './export-work.js';
import type { ExportInput } from './exports.gateway.js';
import type { BulkTarget } from './selection.js';
import { NounPipe } from '../../core/i18n/noun.js';

const FORMATS = ['CSV', 'XLSX', 'JSON'] as const;

/** Asks for the kind of file and the columns. */
@Component({
  imports: [NounPipe, DecimalPipe, TranslocoPipe, UiBanner, UiButton, UiDialog],
  template: `
    <ui-dialog [heading]="'bulk.export.title' | transloco: { count: (data.count | number), types: ((data.count === 1 ? data.type.label : data.type.labelPlural) | noun) }">
      <form id="bulk-export" (submit)="start($event)">
        <fieldset>
          <legend>{{ 'bulk.export.format' | transloco }}</legend>
          @for (each of formats; track each) {
            <label><input type="radio" name="format" [value]="each" [checked]="format() === each" (change)="format.set(each)" /><span><b>{{ each }}</b> {{ 'bulk.export.' + each | transloco }}</span></label>
          }
        </fieldset>
        <fieldset>
          <legend>{{ 'bulk.export.columns' | transloco }}</legend>
          <label><input type="radio" name="columns" [checked]="!every()" (change)="every.set(false)" />{{ 'bulk.export.usual' | transloco }}</label>
          <label><input type="radio" name="columns" [checked]="every()" (change)="every.set(true)" />{{ 'bulk.export.every' | transloco }}</label>
        </fieldset>
        <p>{{ 'bulk.export.note' | transloco }}</p>
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'bulk.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="bulk-export" [loading]="starting()">{{ 'bulk.verb.export' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    form { display: flex; flex-direction: column; gap: 14px; }
    fieldset { display: flex; flex-direction: column; gap: 2px; margin: 0; padding: 0; border: 0; }
    legend { padding: 0 0 4px; font-weight: 500; }
    label { display: flex; gap: 8px; align-items: center; min-height: 32px; }
    p { margin: 0; color: var(--muted); font-size: var(--text-sm); }
  `,
})
export class ExportDialog {
  protected readonly data = inject<BulkTarget>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean, ExportDialog>>(DialogRef);
  private readonly work = inject(ExportWork);
  private readonly errors = inject(ErrorText);
  protected readonly formats = FORMATS;
  protected readonly format = signal<(typeof FORMATS)[number]>('CSV');
  protected readonly every = signal(false);
  protected readonly starting = signal(false);
  protected readonly problem = signal<string | null>(null);

  protected async start(event: Event): Promise<void> {
    event.preventDefault();
    if (this.starting()) return;
    this.starting.set(true);
    this.problem.set(null);
    try {
      const { selection, type } = this.data;
      const input: ExportInput = { recordType: type.name, format: this.format(), columns: this.columns(), ...selection };
      await this.work.start(input);
      this.ref.close(true);
    } catch (error) {
      this.problem.set(this.errors.inFull(error));
    } finally {
      this.starting.set(false);
    }
  }

  private columns(): string[] {
    const { type } = this.data;
    const titles = type.fields.filter((field) => type.titleFields.includes(field.name));
    const others = type.fields.filter((field) => !type.titleFields.includes(field.name) && field.kind !== 'json');
    const usual = others.filter((field) => field.column !== null).sort((one, other) => one.column! - other.column!);
    return [...titles, ...(this.every() ? others : usual)].map((field) => field.name);
  }
}
