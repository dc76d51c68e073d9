import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiDialog } from '@libs/ui';
import { fieldNamed, type ClientRecord, type FieldMetadata, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { FieldViews } from './field-views.js';

export interface ConflictData {
  readonly type: RecordTypeMetadata;
  /** As the person saw it. */
  readonly seen: ClientRecord;
  /** As it is now. */
  readonly current: ClientRecord;
  /** What the person wants to save. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Names of the records that changed reference fields point to. */
  readonly relations: Readonly<Record<string, ClientRecord | null>>;
}

interface Line {
  readonly field: FieldMetadata;
  readonly was: string;
  readonly theirs: string;
  readonly mine: string;
}

/** Two people changed a record at once: shows, field by field, what it was, what it is now and what is about to be saved, and lets the person choose. */
@Component({
  selector: 'app-conflict-dialog',
  imports: [TranslocoPipe, UiButton, UiDialog],
  template: `
    <ui-dialog [heading]="'records.conflict.title' | transloco">
      <p class="text-muted mb-3">{{ 'records.conflict.text' | transloco }}</p>
      @for (line of lines; track line.field.name) {
        <fieldset>
          <legend>{{ line.field.label }}</legend>
          <p>{{ 'records.conflict.was' | transloco }}: {{ line.was || '–' }}</p>
          <label [class.chosen]="!mine().has(line.field.name)"><input type="radio" [name]="line.field.name" [checked]="!mine().has(line.field.name)" (change)="choose(line.field.name, false)" /><span><small>{{ 'records.conflict.theirs' | transloco }}</small> <b>{{ line.theirs || '–' }}</b></span></label>
          <label [class.chosen]="mine().has(line.field.name)"><input type="radio" [name]="line.field.name" [checked]="mine().has(line.field.name)" (change)="choose(line.field.name, true)" /><span><small>{{ 'records.conflict.mine' | transloco }}</small> <b>{{ line.mine || '–' }}</b></span></label>
        </fieldset>
      }
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'records.conflict.discard' | transloco }}</button>
        <button uiButton variant="primary" type="button" (click)="save()">{{ 'records.conflict.save' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    fieldset { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 10px; margin: 0 0 16px; padding: 0; border: 0; }
    legend { padding: 0; font-weight: 500; }
    fieldset p { grid-column: 1 / -1; margin: 0 0 2px; color: var(--muted); font-size: var(--text-sm); overflow-wrap: anywhere; }
    label { display: flex; gap: 10px; align-items: baseline; padding: 8px 10px; border: 1px solid var(--line); border-radius: var(--radius); cursor: pointer; }
    label.chosen { border-color: var(--brand); background: var(--brand-soft); }
    span { min-width: 0; overflow-wrap: anywhere; }
    small { display: block; color: var(--muted); font-size: var(--text-sm); }
    b { font-weight: 500; white-space: pre-wrap; }
    @media (max-width: 640px) { fieldset { grid-template-columns: 1fr; } }
  `,
})
export class ConflictDialog {
  protected readonly data = inject<ConflictData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Readonly<Record<string, unknown>>, ConflictDialog>>(DialogRef);
  private readonly views = inject(FieldViews);
  protected readonly lines: readonly Line[] = Object.keys(this.data.changes).flatMap((name) => this.lineOf(name));
  /** Fields for which the own value wins; at first all, because that is what the person just typed. */
  protected readonly mine = signal<ReadonlySet<string>>(new Set(this.lines.map((line) => line.field.name)));

  protected choose(name: string, own: boolean): void {
    this.mine.update((names) => {
      const next = new Set(names);
      if (own) next.add(name);
      else next.delete(name);
      return next;
    });
  }

  protected save(): void {
    this.ref.close(Object.fromEntries(Object.entries(this.data.changes).filter(([name]) => this.mine().has(name))));
  }

  private lineOf(name: string): Line[] {
    const { type, seen, current, changes, relations } = this.data;
    const field = fieldNamed(type, name);
    if (!field) return [];
    const mine = { ...seen, ...changes, ...relations } as ClientRecord;
    return [{ field, was: this.views.text(field, seen), theirs: this.views.text(field, current), mine: this.views.text(field, mine) }];
  }
}
