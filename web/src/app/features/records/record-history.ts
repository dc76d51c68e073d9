import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiSkeleton, UiTimeline, UiTimelineEntry, type IconName, type TimelineEntry } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { Formats } from '../../core/format/formats.js';
import { fieldNamed, type ClientRecord, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordsGateway, type HistoryEntry } from '../../core/records/records.gateway.js';
import { RecordEditing } from './record-editing.js';
import { MergedFrom } from '../duplicates/merged-from.js';
import { FieldViews } from './field-views.js';

const PAGE = 30;
const ICONS: Readonly<Record<string, IconName>> = { create: 'plus', update: 'pencil', archive: 'archive', restore: 'rotate-ccw', delete: 'trash-2', merge: 'merge', purge: 'trash-2' };

/** Every change to a record, newest first, with before and after, where it came from, and Undo. */
@Component({
  selector: 'app-record-history',
  imports: [MergedFrom, TranslocoPipe, UiBanner, UiButton, UiSkeleton, UiTimeline, UiTimelineEntry],
  template: `
    @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }}</ui-banner> }
    <app-merged-from [recordType]="type().name" [id]="record().id" [version]="record().version" />
    @if (entries() === null) { <ui-skeleton class="block h-24" /> }
    @else {
      <ui-timeline [label]="'records.history' | transloco" [entries]="shown()">
        <ng-template uiTimelineEntry let-entry>
          @for (line of linesOf(entry.id); track line.label) {
            <p class="line"><span>{{ line.label }}</span> @if (line.before) { <del>{{ line.before }}</del> } <ins>{{ line.after || '–' }}</ins></p>
          }
          @if (undoable(entry.id)) { <button uiButton size="sm" variant="ghost" type="button" (click)="undo(entry.id)">{{ 'records.undoThis' | transloco }}</button> }
        </ng-template>
      </ui-timeline>
      @if (more()) { <button uiButton type="button" (click)="load(true)">{{ 'records.older' | transloco }}</button> }
    }
  `,
  styles: `
    .line { display: flex; flex-wrap: wrap; gap: 6px; margin: 3px 0 0; font-size: var(--text-sm); }
    .line span { color: var(--muted); }
    del { color: var(--muted); }
    ins { text-decoration: none; }
  `,
})
export class RecordHistory {
  readonly type = input.required<RecordTypeMetadata>();
  readonly record = input.required<ClientRecord>();
  private readonly gateway = inject(RecordsGateway);
  private readonly views = inject(FieldViews);
  private readonly formats = inject(Formats);
  private readonly editing = inject(RecordEditing);
  private readonly transloco = inject(TranslocoService);
  protected readonly errors = inject(ErrorText);
  protected readonly entries = signal<readonly HistoryEntry[] | null>(null);
  protected readonly more = signal(false);
  protected readonly error = signal<AppError | null>(null);
  private readonly seen = computed(() => `${this.record().id} ${this.record().version}`);
  protected readonly shown = computed<readonly TimelineEntry[]>(() =>
    (this.entries() ?? []).map((entry) => ({
      id: entry.id,
      icon: entry.via === 'import' ? 'upload' : (ICONS[entry.operation] ?? 'pencil'),
      title: entry.reverted ? `${entry.label} (${this.transloco.translate('records.undoneMark')})` : entry.label,
      actor: entry.via === 'import' ? this.transloco.translate('records.byImport', { name: entry.actorName }) : entry.actorName,
      when: this.formats.relative(entry.at),
      moment: entry.at,
    })),
  );

  constructor() {
    effect(() => {
      this.seen();
      untracked(() => void this.load(false));
    });
  }

  protected linesOf(id: string): { label: string; before: string; after: string }[] {
    const entry = this.entries()?.find((each) => each.id === id);
    if (!entry || entry.operation !== 'update') return [];
    const before = (entry.before ?? {}) as Record<string, unknown>;
    const after = (entry.after ?? {}) as Record<string, unknown>;
    return Object.keys(after).flatMap((name) => {
      const field = fieldNamed(this.type(), name);
      // What a reference pointed to before is known by id only; its name would be a guess by now.
      if (!field || field.readOnly || field.kind === 'reference') return [];
      const text = (value: unknown): string => this.views.text(field, { ...this.record(), [name]: value });
      return [{ label: field.label, before: text(before[name]), after: text(after[name]) }];
    });
  }

  protected undoable(id: string): boolean {
    const entry = this.entries()?.find((each) => each.id === id);
    return entry !== undefined && entry.operation === 'update' && !entry.reverted;
  }

  protected undo(id: string): void {
    const entry = this.entries()?.find((each) => each.id === id);
    if (entry) void this.editing.revert(entry.changeSetId, () => void this.load(false));
  }

  protected async load(older: boolean): Promise<void> {
    const present = older ? (this.entries() ?? []) : [];
    try {
      const page = await this.gateway.history(this.type().name, this.record().id, PAGE, present.at(-1)?.id ?? null);
      this.entries.set([...present, ...page]);
      this.more.set(page.length === PAGE);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
      this.entries.update((entries) => entries ?? []);
    }
  }
}
