import { DecimalPipe } from '@angular/common';
import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiConfirm, UiDialogs, UiEmpty, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuItem, UiMenuRadio, UiSkeleton } from '@libs/ui';
import { debounceTime, filter } from 'rxjs';
import { Formats } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { hueOf, OPTION_COLOURS, type OptionColour } from '../../core/records/option-colour.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { BulkWork } from '../bulk/bulk-work.js';
import { RecordEditing } from '../records/record-editing.js';
import { SettingsSection } from '../settings/settings-section.js';
import { TagSuggestions } from './tag-suggestions.js';
import { TagDialog, type TagDialogData } from './tag-dialog.js';
import { TagsGateway, type TagRow, type TagRun } from './tags.gateway.js';

const MOST = 500;
/** Many records that change together are counted again once. */
const SETTLED_MS = 400;

/** The tags of the workspace: how often each is used, its colour, and what can be done to it everywhere. */
@Component({
  selector: 'app-tags-page',
  imports: [DecimalPipe, SettingsSection, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuItem, UiMenuRadio, UiSkeleton],
  templateUrl: './tags-page.html',
  styleUrls: ['../settings/settings-page.css', './tags-page.css'],
})
export class TagsPage {
  private readonly gateway = inject(TagsGateway);
  private readonly suggestions = inject(TagSuggestions);
  private readonly types = inject(RecordTypesStore);
  private readonly work = inject(BulkWork);
  private readonly editing = inject(RecordEditing);
  private readonly dialogs = inject(UiDialogs);
  private readonly confirm = inject(UiConfirm);
  private readonly errors = inject(ErrorText);
  private readonly formats = inject(Formats);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  protected readonly most = MOST;
  protected readonly offered = OPTION_COLOURS;
  protected readonly hue = hueOf;
  protected readonly tags = signal<readonly TagRow[] | null>(null);
  protected readonly failed = signal<string | null>(null);
  protected readonly query = signal('');
  protected readonly editable = computed(() => this.session.has('manage:settings'));
  protected readonly shown = computed(() => {
    const query = this.query().trim().toLowerCase();
    return (this.tags() ?? []).filter(({ name }) => name.toLowerCase().includes(query));
  });
  private readonly carriers = computed(() => new Set(this.types.all().filter((type) => type.fields.some(({ kind }) => kind === 'tags')).map(({ name }) => name)));

  constructor() {
    inject(RecordsLive)
      .events.pipe(filter((event) => event.kind === 'RESYNC' || event.recordType === 'tagColour' || this.carriers().has(event.recordType ?? '')), debounceTime(SETTLED_MS), takeUntilDestroyed())
      .subscribe(() => void this.load());
    // At first, and when a run has ended or was undone.
    effect(() => {
      this.work.runs();
      untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    try {
      this.tags.set(await this.gateway.find('', MOST));
      this.failed.set(null);
    } catch (error) {
      this.failed.set(this.errors.of(error));
    }
  }

  /** "3 accounts · 12 contacts" */
  protected uses({ uses }: TagRow): string {
    if (uses.length === 0) return this.say('unused');
    return uses.map(({ recordType, count }) => {
      const type = this.types.find(recordType);
      return `${this.formats.number(count)} ${count === 1 ? type?.label : type?.labelPlural}`;
    }).join(' · ');
  }

  protected async colour(tag: TagRow, colour: OptionColour | null): Promise<void> {
    const before = this.tags();
    this.tags.update((tags) => tags?.map((each) => (each.name === tag.name ? { ...each, colour } : each)) ?? null);
    try {
      const changeSetId = await this.gateway.setColour(tag.name, colour);
      this.suggestions.forget();
      if (changeSetId) this.editing.offerUndoText(this.say('coloured', { name: tag.name }), changeSetId, () => void this.load());
    } catch (error) {
      this.tags.set(before);
      this.errors.toast(error);
    }
  }

  protected open(verb: TagDialogData['verb'], tag: TagRow): void {
    const others = (this.tags() ?? []).filter(({ name }) => name !== tag.name).map(({ name, colour, count }) => {
      const color = hueOf(colour);
      return { value: name, label: name, detail: this.formats.number(count), ...(color ? { color } : {}) };
    });
    const run = (to: string): Promise<void> => this.begin(verb === 'rename' ? this.gateway.rename(tag.name, to) : this.gateway.merge([tag.name], to), verb, tag.name);
    this.dialogs.open<boolean, TagDialogData, TagDialog>(TagDialog, { data: { verb, name: tag.name, count: tag.count, others, run }, size: 'sm' });
  }

  protected async delete({ name, count }: TagRow): Promise<void> {
    const agreed = await this.confirm.ask({ title: this.say('deleteTitle', { name }), text: this.say('deleteText', { count: this.formats.number(count) }), action: this.say('delete'), tone: 'bad' });
    if (!agreed) return;
    try {
      await this.begin(this.gateway.delete(name), 'delete', name);
    } catch (error) {
      this.errors.toast(error);
    }
  }

  /** What changed records is followed in the dock; where only a colour went, there is nothing to follow. */
  private async begin(started: Promise<TagRun>, verb: string, name: string): Promise<void> {
    const { runId, changeSetId, total } = await started;
    if (total > 0) await this.work.follow(runId);
    else this.editing.offerUndoText(this.say(`${verb}d`, { name }), changeSetId, () => void this.load());
    await this.load();
  }

  private say(key: string, values: Readonly<Record<string, unknown>> = {}): string {
    return this.transloco.translate(`tags.${key}`, { ...values });
  }
}
