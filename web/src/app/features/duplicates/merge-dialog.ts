import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiDialog, UiIcon, UiSkeleton, UiSwitch } from '@libs/ui';
import { AgoPipe } from '../../core/format/formats.js';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { DuplicateWords } from './duplicate-words.js';
import { DuplicatesGateway, type MergePreview, type RecordCard } from './duplicates.gateway.js';
import { inSentence } from '../../core/i18n/noun.js';

export interface MergeDialogData {
  readonly recordType: string;
  readonly ids: readonly string[];
}

export interface Merged {
  readonly survivorId: string;
  readonly title: string;
  readonly changeSetId: string;
}

/** What a field is taken from: a record, or all of them together. */
const ALL = 'all';

/** Records side by side: which one stays, and field by field whose value. What differs is marked; everything can be chosen by keyboard. */
@Component({
  selector: 'app-merge-dialog',
  imports: [AgoPipe, TranslocoPipe, UiBadge, UiBanner, UiButton, UiDialog, UiIcon, UiSkeleton, UiSwitch],
  template: `
    <ui-dialog [heading]="'duplicates.mergeTitle' | transloco: { count: data.ids.length, types: typeLabel }">
      @if (problem(); as text) { <ui-banner tone="bad" class="mb-3 block">{{ text }}</ui-banner> }
      @if (preview(); as shown) {
        <p class="lead">{{ 'duplicates.mergeText' | transloco }}@if (data.recordType === 'contact') { {{ 'duplicates.reachKept' | transloco }} }</p>
        <div class="frame" tabindex="0" role="region" [attr.aria-label]="'duplicates.compare' | transloco">
          <table role="table" [style.min-width.px]="150 + 190 * shown.records.length">
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" scope="col" class="name">{{ 'duplicates.stays' | transloco }}</th>
                @for (card of shown.records; track card.id) {
                  <th role="columnheader" scope="col">
                    <label class="pick head" [class.on]="survivor() === card.id">
                      <input type="radio" name="survivor" [value]="card.id" [checked]="survivor() === card.id" (change)="keep(card.id)" />
                      <span><b>{{ card.title }}</b><small>{{ 'duplicates.changed' | transloco: { when: (card.updatedAt | ago) } }}</small></span>
                      @if (card.archived) { <ui-badge tone="warn">{{ 'duplicates.archived' | transloco }}</ui-badge> }
                    </label>
                  </th>
                }
              </tr>
            </thead>
            <tbody role="rowgroup">
              @for (row of rows(); track row.field) {
                <tr role="row" [class.differs]="row.differs">
                  <th role="rowheader" scope="row" class="name">
                    {{ label(row.field) }}
                    @if (row.differs) { <span class="dot" aria-hidden="true"></span><span class="sr-only">{{ 'duplicates.differs' | transloco }}</span> }
                    @if (row.combinable && row.differs) {
                      <label class="pick all" [class.on]="from(row.field) === all"><input type="radio" [name]="row.field" [checked]="from(row.field) === all" (change)="choose(row.field, all)" />{{ 'duplicates.all' | transloco }}</label>
                    }
                  </th>
                  @for (card of shown.records; track card.id) {
                    <td role="cell">
                      @if (row.differs) {
                        <label class="pick" [class.on]="from(row.field) === card.id || from(row.field) === all" [class.empty]="!text(card, row.field)">
                          <input type="radio" [name]="row.field" [checked]="from(row.field) === card.id" (change)="choose(row.field, card.id)" />
                          <span class="value">{{ text(card, row.field) || ('duplicates.empty' | transloco) }}</span>
                        </label>
                      } @else { <span class="same">{{ text(card, row.field) }}</span> }
                    </td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
        <div class="after">
          <ui-switch [checked]="everything()" (checkedChange)="everything.set($event)">{{ 'duplicates.showSame' | transloco }}</ui-switch>
          @if (moves(); as text) { <p><ui-icon name="merge" [size]="14" />{{ 'duplicates.moves' | transloco: { what: text } }}</p> }
        </div>
      } @else if (!problem()) { <ui-skeleton class="block" height="220px" /> }
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'duplicates.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="button" [disabled]="!preview()" [loading]="saving()" (click)="merge()"><ui-icon name="merge" [size]="14" />{{ 'duplicates.mergeInto' | transloco: { title: title() } }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    .lead { margin: 0 0 12px; color: var(--muted); }
    .frame { overflow: auto; max-height: min(56dvh, 560px); border: 1px solid var(--line); border-radius: 10px; }
    table { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 0; text-align: left; }
    thead th { position: sticky; top: 0; z-index: 2; background: var(--surface); border-bottom: 1px solid var(--line); }
    th, td { padding: 5px 6px; vertical-align: top; min-width: 190px; font-weight: 400; }
    .name { min-width: 128px; width: 150px; padding: 12px 10px 8px 14px; color: var(--muted); font-size: var(--text-sm); }
    tbody tr + tr > * { border-top: 1px solid var(--line); }
    .pick { display: flex; gap: 8px; align-items: flex-start; padding: 6px 8px; border: 1px solid transparent; border-radius: 7px; cursor: pointer; }
    .pick:hover { background: var(--hover); }
    .pick.on { background: var(--brand-soft); border-color: color-mix(in srgb, var(--brand) 35%, transparent); }
    .pick input { margin: 3px 0 0; accent-color: var(--brand); flex: none; }
    .pick.empty .value { color: var(--muted); }
    .pick.all { margin: 6px 0 0 -8px; color: var(--fg); }
    .head b { display: block; font-weight: 600; }
    small { color: var(--muted); font-size: var(--text-sm); }
    .value { white-space: pre-line; overflow-wrap: anywhere; display: -webkit-box; -webkit-line-clamp: 6; -webkit-box-orient: vertical; overflow: hidden; }
    .same { display: block; padding: 7px 8px 7px 30px; color: var(--muted); overflow-wrap: anywhere; }
    .dot { display: inline-block; width: 6px; height: 6px; margin-left: 6px; border-radius: 50%; background: var(--warn); vertical-align: middle; }
    .after { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; justify-content: space-between; margin-top: 12px; color: var(--muted); font-size: var(--text-sm); }
    .after p { display: flex; gap: 6px; align-items: center; margin: 0; }
    /* On a phone the name of a field stands above its values, which stand beside each other. */
    @media (max-width: 640px) {
      table { display: block; min-width: 0 !important; }
      thead, tbody { display: block; }
      thead { position: sticky; top: 0; z-index: 2; border-bottom: 1px solid var(--line); background: var(--surface); }
      tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); padding: 0 4px 6px; }
      tbody tr + tr { border-top: 1px solid var(--line); }
      tbody tr + tr > *, thead th { border: 0; }
      th, td { min-width: 0; padding: 2px; }
      .name { grid-column: 1 / -1; width: auto; min-width: 0; padding: 8px 8px 2px; }
      .pick { padding: 6px; }
      .same { padding-left: 8px; }
    }
  `,
})
export class MergeDialog {
  protected readonly data = inject<MergeDialogData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Merged, MergeDialog>>(DialogRef);
  private readonly gateway = inject(DuplicatesGateway);
  private readonly words = inject(DuplicateWords);
  private readonly errors = inject(ErrorText);
  private readonly types = inject(RecordTypesStore);
  protected readonly all = ALL;
  protected readonly typeLabel = inSentence(this.types.named(this.data.recordType).labelPlural);
  protected readonly preview = signal<MergePreview | null>(null);
  protected readonly survivor = signal<string | null>(null);
  protected readonly everything = signal(false);
  protected readonly saving = signal(false);
  protected readonly problem = signal('');
  /** What the person chose by hand; a change of the survivor leaves it. */
  private readonly chosen = signal<ReadonlyMap<string, string>>(new Map());

  protected readonly rows = computed(() => (this.preview()?.fields ?? []).filter(({ differs }) => differs || this.everything()));
  protected readonly title = computed(() => this.preview()?.records.find(({ id }) => id === this.survivor())?.title ?? '');
  protected readonly moves = computed(() => (this.preview()?.moves ?? []).map(({ recordType, moved }) => `${moved} ${this.countLabel(recordType, moved)}`).join(', '));

  constructor() {
    void this.load(null);
  }

  protected label(field: string): string {
    return this.words.label(this.data.recordType, field);
  }

  protected text(card: RecordCard, field: string): string {
    return this.words.value(this.data.recordType, card, field);
  }

  protected from(field: string): string {
    const suggested = this.preview()?.fields.find((each) => each.field === field)?.suggested;
    return this.chosen().get(field) ?? suggested ?? ALL;
  }

  protected choose(field: string, from: string): void {
    this.chosen.update((chosen) => new Map(chosen).set(field, from));
  }

  protected keep(id: string): void {
    this.survivor.set(id);
    void this.load(id);
  }

  protected async merge(): Promise<void> {
    const [preview, survivorId] = [this.preview(), this.survivor()];
    if (!preview || !survivorId || this.saving()) return;
    this.saving.set(true);
    try {
      const fields = preview.fields.filter(({ differs }) => differs).map(({ field }) => ({ field, recordId: this.from(field) === ALL ? null : this.from(field) }));
      const changeSetId = await this.gateway.merge(this.data.recordType, { survivorId, records: preview.records.map(({ id, version }) => ({ id, version })), fields });
      this.ref.close({ survivorId, title: this.title(), changeSetId });
    } catch (error) {
      const known = toAppError(error);
      this.problem.set(this.errors.of(known));
      // Somebody changed one of them: what is shown has to be what is merged.
      if (known.code === 'CONFLICT') await this.load(survivorId);
    } finally {
      this.saving.set(false);
    }
  }

  /** The columns stay in their order when another record is to stay. */
  private async load(survivorId: string | null): Promise<void> {
    try {
      const preview = await this.gateway.preview(this.data.recordType, this.data.ids, survivorId);
      const order = this.preview()?.records.map(({ id }) => id) ?? preview.records.map(({ id }) => id);
      this.preview.set({ ...preview, records: order.flatMap((id) => preview.records.find((card) => card.id === id) ?? []) });
      this.survivor.set(preview.survivorId);
    } catch (error) {
      this.problem.set(this.errors.of(error));
    }
  }

  private countLabel(recordType: string, count: number): string {
    const type = this.types.named(recordType);
    return inSentence(count === 1 ? type.label : type.labelPlural);
  }
}
