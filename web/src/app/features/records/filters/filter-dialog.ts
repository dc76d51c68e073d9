import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiDialog } from '@libs/ui';
import { Formats } from '../../../core/format/formats.js';
import type { ListVariables } from '../../../core/records/record-documents.js';
import type { RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { useFilterCount } from './filter-count.js';
import { FilterGroupEditor } from './filter-group-editor.js';
import { tidied, type FilterGroup } from './filter-model.js';
import { toFilter } from './filter-query.js';

export interface FilterDialogData {
  readonly type: RecordTypeMetadata;
  readonly group: FilterGroup;
  /** Place of the condition that somebody wants to change; null is for a new one. */
  readonly focus: number | null;
  /** What the list is asked besides, to tell how many there would be. */
  readonly besides?: Pick<ListVariables, 'search' | 'archived'>;
}

const EMPTY = { field: '', operator: 'eq', values: [] } as const;

/** Builds a filter: conditions, and groups of them. */
@Component({
  selector: 'app-filter-dialog',
  imports: [FilterGroupEditor, TranslocoPipe, UiButton, UiDialog],
  template: `
    <ui-dialog [heading]="'views.filter.title' | transloco">
      <form #form id="filter-form" (submit)="apply($event)" (keydown.enter)="onEnter($event)" (keydown.control.enter)="form.requestSubmit()" (keydown.meta.enter)="form.requestSubmit()">
        <app-filter-group-editor [type]="data.type" [group]="draft()" (groupChange)="draft.set($event)" />
      </form>
      <ng-container uiDialogFooter>
        <span class="count" aria-live="polite">{{ count() === null ? '' : ('views.filter.matches' | transloco: { count: formats.number(count()!) }) }}</span>
        @if (data.group.items.length > 0) { <button uiButton type="button" variant="ghost" (click)="clear()">{{ 'views.filter.clear' | transloco }}</button> }
        <button uiButton type="button" (click)="ref.close()">{{ 'records.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="filter-form">{{ 'views.filter.apply' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `.count { flex: 1; align-self: center; color: var(--muted); font-size: var(--text-sm); }`,
})
export class FilterDialog {
  protected readonly data = inject<FilterDialogData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<FilterGroup, FilterDialog>>(DialogRef);
  protected readonly formats = inject(Formats);
  private readonly editor = viewChild.required(FilterGroupEditor);
  protected readonly draft = signal<FilterGroup>(this.data.focus === null ? { ...this.data.group, items: [...this.data.group.items, EMPTY] } : this.data.group);
  private readonly asked = computed(() => toFilter(this.data.type, tidied(this.draft())));
  protected readonly count = useFilterCount(() => this.data.type, this.asked, this.data.besides);

  protected apply(event: Event): void {
    event.preventDefault();
    this.ref.close(tidied(this.draft()));
  }

  /** In a box with a list, Enter picks; pressed before the list is there, it must not end the whole. */
  protected onEnter(event: Event): void {
    if (event.target instanceof Element && event.target.matches('[role=combobox]')) event.preventDefault();
  }

  protected clear(): void {
    this.draft.set({ mode: 'all', items: [] });
    this.editor().focus();
  }
}
