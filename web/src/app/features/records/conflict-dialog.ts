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
  /** Somebody else changed this very field. */
  readonly contested: boolean;
}

/** Two people changed a record at once: shows, field by field, what it was, what it is now and what is about to be saved, and lets the person choose. */
@Component({
  selector: 'app-conflict-dialog',
  imports: [TranslocoPipe, UiButton, UiDialog],
  template: `
    <ui-dialog [heading]="'records.conflict.title' | transloco">
      <p class="text-muted mb-3">{{ 'records.conflict.text' | transloco }}</p>
      <div class="overflow-x-auto">
        <table class="w-full border-collapse text-left">
          <thead>
            <tr class="border-b border-line text-muted">
              <th class="py-2 pr-4 font-medium" scope="col">{{ 'records.conflict.field' | transloco }}</th>
              <th class="py-2 pr-4 font-medium" scope="col">{{ 'records.conflict.was' | transloco }}</th>
              <th class="py-2 pr-4 font-medium" scope="col">{{ 'records.conflict.theirs' | transloco }}</th>
              <th class="py-2 font-medium" scope="col">{{ 'records.conflict.mine' | transloco }}</th>
            </tr>
          </thead>
          <tbody>
            @for (line of lines; track line.field.name) {
              <tr class="border-b border-line align-top">
                <th class="py-2 pr-4 font-medium" scope="row">{{ line.field.label }}</th>
                <td class="py-2 pr-4 text-muted">{{ line.was || '–' }}</td>
                <td class="py-2 pr-4"><label class="flex gap-2"><input type="radio" [name]="line.field.name" [checked]="!mine().has(line.field.name)" (change)="choose(line.field.name, false)" />{{ line.theirs || '–' }}</label></td>
                <td class="py-2"><label class="flex gap-2"><input type="radio" [name]="line.field.name" [checked]="mine().has(line.field.name)" (change)="choose(line.field.name, true)" />{{ line.mine || '–' }}</label></td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'records.conflict.discard' | transloco }}</button>
        <button uiButton variant="primary" type="button" (click)="save()">{{ 'records.conflict.save' | transloco }}</button>
      </ng-container>
    </ui-dialog>
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
    return [{ field, was: this.views.text(field, seen), theirs: this.views.text(field, current), mine: this.views.text(field, mine), contested: seen[name] !== current[name] }];
  }
}
