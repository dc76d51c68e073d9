import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiEmpty, UiIcon, UiInput, UiProgress, UiSkeleton, UiToasts } from '@libs/ui';
import { useCommands } from '../../core/commands/commands.js';
import { AgoPipe } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { PageActions, usePage } from '../../core/page/page.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { DuplicateGroupCard } from './duplicate-group-card.js';
import { DuplicateWords } from './duplicate-words.js';
import { DuplicatesGateway, type DuplicateGroup, type DuplicateSummary } from './duplicates.gateway.js';
import { Merging } from './merging.js';
import { NounPipe } from '../../core/i18n/noun.js';

const PAGE = 20;
const POLL_MS = 1_500;
type Order = 'SCORE' | 'NEWEST' | 'OLDEST';

/** What waits to be merged or told apart, record type by record type. */
@Component({
  selector: 'app-duplicates-page',
  imports: [NounPipe, AgoPipe, DuplicateGroupCard, PageActions, RouterLink, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiIcon, UiInput, UiProgress, UiSkeleton],
  templateUrl: './duplicates-page.html',
  styleUrl: './duplicates-page.css',
})
export class DuplicatesPage {
  /** Query parameters: what one would send to a colleague. */
  readonly type = input<string>();
  readonly status = input<string>();
  readonly order = input<string>();
  readonly q = input<string>();
  private readonly gateway = inject(DuplicatesGateway);
  private readonly merging = inject(Merging);
  private readonly router = inject(Router);
  private readonly toasts = inject(UiToasts);
  private readonly types = inject(RecordTypesStore);
  protected readonly errors = inject(ErrorText);
  protected readonly words = inject(DuplicateWords);
  protected readonly summary = signal<readonly DuplicateSummary[] | null>(null);
  protected readonly groups = signal<readonly DuplicateGroup[] | null>(null);
  protected readonly total = signal(0);
  protected readonly after = signal<string | null>(null);
  protected readonly problem = signal('');
  protected readonly recordType = computed(() => this.type() ?? this.summary()?.find(({ open }) => open > 0)?.recordType ?? this.summary()?.[0]?.recordType ?? 'contact');
  protected readonly dismissed = computed(() => this.status() === 'dismissed');
  protected readonly sorting = computed((): Order => (['NEWEST', 'OLDEST'] as const).find((each) => each === this.order()) ?? 'SCORE');
  protected readonly current = computed(() => this.summary()?.find(({ recordType }) => recordType === this.recordType()) ?? null);
  protected readonly scanning = computed(() => (this.current()?.scan?.status === 'RUNNING' ? this.current()!.scan : null));
  protected readonly orders: readonly Order[] = ['SCORE', 'NEWEST', 'OLDEST'];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor() {
    usePage(() => ({ title: this.words.say('title'), ...(this.current() ? { note: String(this.current()!.open) } : {}) }));
    useCommands(() => [{ id: 'scan-duplicates', label: this.words.say('scan'), group: this.words.say('title'), icon: 'refresh-cw', run: () => void this.scan() }]);
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    void this.look();
    const asked = computed(() => (this.summary() ? [this.recordType(), this.dismissed(), this.sorting(), this.q()].join('|') : null));
    effect(() => {
      if (asked() !== null) untracked(() => void this.load());
    });
  }

  protected label(recordType: string): string {
    return this.types.find(recordType)?.labelPlural ?? '';
  }

  protected show(change: Readonly<Record<string, string | null>>): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async load(more = false): Promise<void> {
    const turn = ++this.asked;
    if (!this.types.find(this.recordType())) return this.groups.set([]);
    if (!more) this.groups.set(null);
    try {
      const filter = { status: this.dismissed() ? ('DISMISSED' as const) : ('OPEN' as const), search: this.q() || null };
      const page = await this.gateway.groups(this.recordType(), { filter, order: this.sorting(), first: PAGE, after: more ? this.after() : null });
      if (turn !== this.asked) return;
      this.groups.set([...(more ? (this.groups() ?? []) : []), ...page.nodes]);
      this.total.set(page.totalCount);
      this.after.set(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
      this.problem.set('');
    } catch (error) {
      this.problem.set(this.errors.of(error));
    }
  }

  protected async scan(): Promise<void> {
    try {
      await this.gateway.scan(this.recordType());
      await this.look();
    } catch (error) {
      this.errors.toast(error);
    }
  }

  protected async merge(group: DuplicateGroup): Promise<void> {
    const again = (): void => void this.refresh();
    if (await this.merging.merge(this.recordType(), group.records.map(({ id }) => id), again)) {
      this.without(group);
      void this.look();
    }
  }

  /** Gone at once, back when the API refuses. */
  protected async dismiss(group: DuplicateGroup): Promise<void> {
    const ids = group.pairs.map(({ id }) => id);
    const [recordType, before] = [this.recordType(), this.groups()];
    this.without(group);
    try {
      await this.gateway.dismiss(recordType, ids);
      this.toasts.undoable(this.words.say('dismissedToast'), () => void this.reopen(recordType, ids));
    } catch (error) {
      this.groups.set(before);
      this.errors.toast(error);
    }
    void this.look();
  }

  protected async reopenGroup(group: DuplicateGroup): Promise<void> {
    this.without(group);
    await this.reopen(this.recordType(), group.pairs.map(({ id }) => id));
  }

  private async reopen(recordType: string, ids: readonly string[]): Promise<void> {
    try {
      await this.gateway.reopen(recordType, ids);
    } catch (error) {
      this.errors.toast(error);
    }
    await this.refresh();
  }

  /** The counts are asked for when the change is stored: a question already on its way would be answered with what was before. */
  private without(group: DuplicateGroup): void {
    this.groups.update((groups) => groups?.filter((each) => each !== group) ?? null);
    this.total.update((total) => Math.max(0, total - 1));
  }

  private async refresh(): Promise<void> {
    await this.look();
    await this.load();
  }

  /** Reads how it stands; while a scan runs, again and again, and the list once it is through. */
  private async look(): Promise<void> {
    const wasScanning = this.scanning() !== null;
    try {
      // What somebody may not see is not theirs to tell apart.
      this.summary.set((await this.gateway.summary()).filter(({ recordType }) => this.types.find(recordType)));
    } catch (error) {
      this.problem.set(this.errors.of(error));
    }
    clearTimeout(this.timer);
    if (this.scanning()) this.timer = setTimeout(() => void this.look(), POLL_MS);
    else if (wasScanning) await this.load();
  }
}
