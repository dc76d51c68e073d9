import { LiveAnnouncer } from '@angular/cdk/a11y';
import { BreakpointObserver } from '@angular/cdk/layout';
import { NgComponentOutlet, NgTemplateOutlet } from '@angular/common';
import { Component, computed, DestroyRef, effect, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiAvatar, UiBadge, UiBanner, UiDetails, UiEmpty, UiIconButton, UiMenu, UiMenuFor, UiMenuItem, UiSkeleton, UiTab, UiTabs, type DetailEdit, type DetailItem } from '@libs/ui';
import { map, type Subscription } from 'rxjs';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { Formats } from '../../core/format/formats.js';
import { fieldNamed, sectionsOf, shapeOf, titleOf, type ClientRecord, type FieldMetadata } from '../../core/records/record-metadata.js';
import { RecentRecords } from '../../core/records/recent-records.js';
import { RecordsGateway, type ProvenanceEntry } from '../../core/records/records.gateway.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordViewers } from '../../core/presence/record-viewers.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RemindersTab } from '../reminders/reminders-tab.js';
import { TimelineTab } from '../activities/timeline-tab.js';
import { FieldViews } from './field-views.js';
import { RecordExtensions, type LoadedParts } from './record-extensions.js';
import { provenanceNote } from './provenance-note.js';
import { RecordEditing } from './record-editing.js';
import { RecordHistory } from './record-history.js';
import { RelatedRecords } from './related-records.js';

const TIMELINES: ReadonlySet<string> = new Set(['account', 'contact', 'opportunity']);

/** One record: what it is called and in which state, its fields edited in place, what points at it, and its history. Stands in the side panel and on its own page. */
@Component({
  selector: 'app-record-view',
  imports: [NgComponentOutlet, NgTemplateOutlet, RecordHistory, RecordViewers, RelatedRecords, RemindersTab, TimelineTab, TranslocoPipe, UiAvatar, UiBadge, UiBanner, UiDetails, UiEmpty, UiIconButton, UiMenu, UiMenuFor, UiMenuItem, UiSkeleton, UiTab, UiTabs],
  templateUrl: './record-view.html',
  styleUrl: './record-view.css',
})
export class RecordView {
  readonly recordType = input.required<string>();
  readonly id = input.required<string>();
  /** On a page of its own, with room to spare. */
  readonly full = input(false);
  /** It was archived or deleted from here. */
  readonly removed = output();
  /** What it is called, for the page around. */
  readonly named = output<string>();

  private readonly types = inject(RecordTypesStore);
  private readonly gateway = inject(RecordsGateway);
  private readonly editing = inject(RecordEditing);
  private readonly recent = inject(RecentRecords);
  private readonly views = inject(FieldViews);
  private readonly extensions = inject(RecordExtensions);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);

  protected readonly record = signal<ClientRecord | null>(null);
  protected readonly error = signal<AppError | null>(null);
  private readonly provenance = signal<ReadonlyMap<string, ProvenanceEntry>>(new Map());
  protected readonly type = computed(() => this.types.named(this.recordType()));
  protected readonly title = computed(() => (this.record() ? titleOf(this.type(), this.record()!) : ''));
  protected readonly shape = computed(() => shapeOf(this.recordType()));
  protected readonly state = computed(() => {
    const record = this.record();
    const field = this.type().fields.find((each) => each.kind === 'choice' && each.column !== null);
    return record && field ? this.views.badge(field, record) : null;
  });
  protected readonly editable = computed(() => this.type().operations.includes('update') && this.session.can('edit', this.recordType(), this.record() ?? undefined));
  protected readonly deletable = computed(() => this.type().operations.includes('delete') && this.session.can('delete', this.recordType(), this.record() ?? undefined));
  protected readonly archivable = computed(() => this.type().operations.includes('archive') && this.editable());
  protected readonly sections = computed(() => {
    const record = this.record();
    return record ? sectionsOf(this.type(), 'panel').map(({ heading, fields }) => ({ heading, items: fields.map((field) => this.item(field, record)) })) : [];
  });
  /** Record types that activities are about. */
  protected readonly hasTimeline = computed(() => TIMELINES.has(this.recordType()) && this.types.find('activity') !== undefined);
  /** One may be reminded of anything that has a page of its own, but of reminders. */
  protected readonly hasReminders = computed(() => this.recordType() !== 'reminder' && this.types.find('reminder') !== undefined && this.extensions.hasPages(this.type().plural));
  private readonly roomy = toSignal(inject(BreakpointObserver).observe('(min-width: 1200px)').pipe(map((state) => state.matches)), { initialValue: false });
  /** Its fields stand beside the tabs instead of being one of them. */
  protected readonly split = computed(() => this.full() && this.roomy());
  private readonly firstTab = computed(() => (this.hasTimeline() ? 'timeline' : (this.parts().tabs[0]?.id ?? (this.related().length > 0 ? 'related' : 'history'))));
  /**
   * Stays when the window changes, with what was typed there; only the fields themselves go beside the tabs where there is room. Which tab comes first is known
   * when the parts of the record's domain are there; until somebody chose one, it is that.
   */
  protected readonly tab = linkedSignal<{ readonly split: boolean; readonly first: string }, string>({
    source: () => ({ split: this.split(), first: this.firstTab() }),
    computation: ({ split, first }, before) => {
      if (!split) return before?.value ?? 'details';
      return before === undefined || before.value === 'details' || before.value === before.source.first ? first : before.value;
    },
  });
  /** Types that point here with a field people fill in. */
  protected readonly related = computed(() =>
    this.types.all().flatMap((type) =>
      type.operations.includes('list') && this.recordType() !== 'member'
        ? type.fields.filter((field) => field.target === this.recordType() && !field.readOnly).map((field) => ({ type, field }))
        : [],
    ),
  );

  /** What the record's own domain adds. */
  protected readonly parts = signal<LoadedParts>({ tops: [], tabs: [] });
  protected readonly partInputs = computed(() => ({ id: this.id(), full: this.full() }));

  private watching: Subscription | null = null;
  private seen: ClientRecord | null = null;

  constructor() {
    effect(() => {
      const type = this.type();
      const id = this.id();
      untracked(() => this.watch(type.name, id));
    });
    effect(() => {
      const name = this.recordType();
      void this.extensions.parts(name).then((parts) => name === this.recordType() && this.parts.set(parts));
    });
    effect(() => {
      const title = this.title();
      if (!title) return;
      this.named.emit(title);
      // On a page of its own the page says it.
      if (!this.full()) void this.announcer.announce(title);
      untracked(() => this.recent.add({ recordType: this.recordType(), id: this.id(), title }));
    });
    inject(DestroyRef).onDestroy(() => this.watching?.unsubscribe());
  }

  protected async edit(edit: DetailEdit): Promise<void> {
    // What a colleague saved while the editor was open has reached `record` already; the edit is based on what was seen before.
    const record = this.seen?.id === this.id() ? this.seen : this.record();
    const field = fieldNamed(this.type(), edit.id);
    if (record && field) {
      await this.editing.edit(this.type(), record, field, edit.value, edit.option);
      void this.learnProvenance();
    }
  }

  protected began(): void {
    this.seen = this.record();
  }

  protected async archive(): Promise<void> {
    const record = this.record();
    if (record && (await this.editing.archive(this.type(), record))) this.removed.emit();
  }

  protected async delete(): Promise<void> {
    const record = this.record();
    if (record && (await this.editing.delete(this.type(), record))) this.removed.emit();
  }

  private watch(recordType: string, id: string): void {
    this.watching?.unsubscribe();
    if (this.record()?.id !== id) this.record.set(null);
    this.error.set(null);
    this.watching = this.gateway.watch(this.types.named(recordType), id).subscribe({
      next: (record) => this.record.set(record),
      error: (error: unknown) => this.fail(toAppError(error)),
    });
    void this.learnProvenance();
  }

  /** A record that became part of another one leads there. */
  private fail(error: AppError): void {
    const [survivor] = error.code === 'NOT_FOUND' ? error.reasonsFor('mergedInto') : [];
    if (survivor) this.editing.follow(this.type(), this.id(), survivor);
    else this.error.set(error);
  }

  private async learnProvenance(): Promise<void> {
    const id = this.id();
    const entries = await this.gateway.provenance(this.recordType(), id).catch(() => []);
    if (id === this.id()) this.provenance.set(new Map(entries.map((entry) => [entry.field, entry])));
  }

  private item(field: FieldMetadata, record: ClientRecord): DetailItem {
    const text = this.views.text(field, record);
    const note = this.noteOf(field);
    const badge = this.views.badge(field, record);
    const avatar = field.kind === 'reference' ? this.views.avatar(field, record) : null;
    return {
      id: field.name,
      // Under the heading "Billing address", "Billing address: city" is just the city.
      label: shortLabel(field),
      text,
      value: this.views.editValue(field, record),
      editor: this.editable() ? this.views.editor(field, record) : null,
      badge,
      chips: this.views.chips(field, record),
      avatar,
      href: this.hrefOf(field, record, text),
      ...(note ? { note } : {}),
    };
  }

  private hrefOf(field: FieldMetadata, record: ClientRecord, text: string): string | null {
    const value = record[field.name];
    if (!text || typeof value !== 'string') return null;
    if (field.kind === 'email') return `mailto:${value}`;
    if (field.kind === 'phone') return `tel:${value.replace(/[^\d+]/g, '')}`;
    if (field.kind === 'url') return /^https?:/i.test(value) ? value : null;
    const target = field.target ? this.types.find(field.target) : undefined;
    return target && this.extensions.hasPages(target.plural) ? `/${target.plural}/${value}` : null;
  }

  /** Values that no person typed say where they come from. */
  private noteOf(field: FieldMetadata): string {
    const entry = this.provenance().get(field.name);
    if (!entry?.source || !this.record()?.[field.name]) return '';
    return provenanceNote(entry, this.transloco, this.formats);
  }
}

function shortLabel({ label, section }: FieldMetadata): string {
  const short = section && label.startsWith(`${section}: `) ? label.slice(section.length + 2) : label;
  return short[0]!.toUpperCase() + short.slice(1);
}
