import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialog, UiField } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { fieldNamed } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway, type Written } from '../../core/records/records.gateway.js';
import { FieldControl } from '../records/field-control.js';
import { useFilterCount } from '../records/filters/filter-count.js';
import { FilterGroupEditor } from '../records/filters/filter-group-editor.js';
import { tidied, type FilterGroup } from '../records/filters/filter-model.js';
import { FilterNames } from '../records/filters/filter-names.js';
import { fromFilter, toFilter, type ApiFilter } from '../records/filters/filter-query.js';
import type { RecordFormData } from '../records/record-form-dialog.js';
import { NounPipe } from '../../core/i18n/noun.js';
import { withoutGroups } from './group-filter.js';

const FIRST_RULE: FilterGroup = { mode: 'all', items: [{ field: '', operator: 'eq', values: [] }] };
const KINDS = ['STATIC', 'DYNAMIC'] as const;

/** A new group: put together by hand, or all contacts that fit a filter, with a count of who that is. */
@Component({
  selector: 'app-group-form-dialog',
  imports: [FieldControl, FilterGroupEditor, NounPipe, TranslocoPipe, UiBanner, UiButton, UiDialog, UiField],
  template: `
    <ui-dialog [heading]="'records.newOf' | transloco: { type: (data.type.label | noun) }">
      <form id="group-form" novalidate (submit)="save($event)" (keydown.enter)="onEnter($event)">
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        @for (field of first; track field.name) {
          <ui-field [label]="field.label" [mandatory]="field.required" [errors]="errors.forField(error(), field.name)"><app-field-control [field]="field" [value]="values()[field.name]" (valueChange)="set(field.name, $event)" /></ui-field>
        }
        <fieldset class="kinds">
          <legend>{{ 'groups.kind' | transloco }}</legend>
          @for (each of kinds; track each) {
            <label [class.on]="values()['kind'] === each"><input type="radio" name="kind" [value]="each" [checked]="values()['kind'] === each" (change)="set('kind', each)" /><span><b>{{ 'groups.kinds.' + each | transloco }}</b><small>{{ 'groups.kindText.' + each | transloco }}</small></span></label>
          }
        </fieldset>
        @if (byFilter()) {
          <section [attr.aria-label]="'groups.whoFits' | transloco">
            <app-filter-group-editor [type]="contacts" [group]="filter()" (groupChange)="filter.set($event)" />
            @for (reason of errors.forField(error(), 'filter'); track reason) { <p class="bad">{{ reason }}</p> }
            <p class="count" aria-live="polite">{{ count() === null || !asked() ? ('groups.addConditions' | transloco) : ('groups.fit' | transloco: { count: formats.number(count()!) }) }}</p>
          </section>
        }
        <div class="rest">
          @for (field of rest; track field.name) {
            <ui-field [label]="field.label" [hint]="field.help ?? ''" [errors]="errors.forField(error(), field.name)" [class.wide]="field.kind === 'longText'"><app-field-control [field]="field" [value]="values()[field.name]" (valueChange)="set(field.name, $event)" /></ui-field>
          }
        </div>
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'records.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="group-form" [loading]="saving()">{{ 'records.create' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    form { display: flex; flex-direction: column; gap: 16px; }
    .kinds { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 8px; margin: 0; padding: 0; border: 0; }
    .kinds legend { padding: 0 0 6px; font-weight: 500; }
    .kinds label { display: flex; gap: 9px; align-items: flex-start; padding: 10px 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); cursor: pointer; }
    .kinds label.on { border-color: var(--brand); background: var(--brand-soft); }
    .kinds input { margin: 3px 0 0; accent-color: var(--brand); }
    .kinds b { display: block; font-weight: 500; }
    small { color: var(--muted); font-size: var(--text-sm); }
    section { padding: 12px 14px; border: 1px solid var(--line); border-radius: var(--radius); }
    .count { margin: 10px 0 0; color: var(--muted); }
    .bad { margin: 8px 0 0; color: var(--bad); }
    .rest { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 16px; align-items: start; }
    .wide { grid-column: 1 / -1; }
  `,
})
export class GroupFormDialog {
  protected readonly data = inject<RecordFormData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Written, GroupFormDialog>>(DialogRef);
  protected readonly errors = inject(ErrorText);
  protected readonly formats = inject(Formats);
  private readonly records = inject(RecordsGateway);
  protected readonly kinds = KINDS;
  protected readonly contacts = withoutGroups(inject(RecordTypesStore).named('contact'));
  protected readonly first = this.fields('name');
  protected readonly rest = this.fields('visibility', 'cadenceDays', 'icon', 'colour', 'description');
  protected readonly values = signal<Readonly<Record<string, unknown>>>({ kind: 'STATIC', visibility: 'SHARED', icon: 'USERS', colour: 'GREY', ...this.data.values });
  protected readonly filter = signal<FilterGroup>(this.data.values?.['filter'] ? fromFilter(this.contacts, this.data.values['filter'] as ApiFilter) : FIRST_RULE);
  protected readonly byFilter = computed(() => this.values()['kind'] === 'DYNAMIC');
  protected readonly asked = computed(() => toFilter(this.contacts, tidied(this.filter())));
  protected readonly count = useFilterCount(() => this.contacts, this.asked);
  protected readonly error = signal<AppError | null>(null);
  protected readonly saving = signal(false);

  /** Reasons that belong to no field on screen are said above the form. */
  protected readonly problem = computed(() => {
    const error = this.error();
    if (!error) return null;
    const shown = new Set([...this.first, ...this.rest].map(({ name }) => name).concat(this.byFilter() ? ['filter'] : []));
    const elsewhere = Object.entries(error.details).filter(([name]) => !shown.has(name)).flatMap(([, reasons]) => reasons);
    return Object.keys(error.details).length === 0 ? this.errors.of(error) : elsewhere.join(' ') || null;
  });

  constructor() {
    void inject(FilterNames).learn(this.contacts, this.filter());
  }

  protected set(name: string, value: unknown): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  /** In a box with a list, Enter picks; pressed before the list is there, it must not end the whole. */
  protected onEnter(event: Event): void {
    if (event.target instanceof Element && event.target.matches('[role=combobox]')) event.preventDefault();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    this.saving.set(true);
    this.error.set(null);
    try {
      const values: Readonly<Record<string, unknown>> = { ...this.values(), filter: this.byFilter() ? this.asked() : null };
      const input = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== undefined));
      this.ref.close(await this.records.create(this.data.type, input));
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.saving.set(false);
    }
  }

  private fields(...names: readonly string[]) {
    return names.flatMap((name) => fieldNamed(this.data.type, name) ?? []);
  }
}
