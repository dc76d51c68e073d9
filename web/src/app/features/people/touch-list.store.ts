import { computed, inject, Service, signal } from '@angular/core';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord } from '../../core/records/record-metadata.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { SessionStore } from '../../core/session/session.store.js';
import { dayIn } from './person-looks.js';

export const TOUCH_VIEWS = ['DUE', 'SOON', 'QUIET', 'NEVER'] as const;
export type TouchView = (typeof TOUCH_VIEWS)[number];

const FIELDS = ['firstName', 'lastName', 'jobTitle', 'accountId', 'email', 'phone', 'mobile', 'doNotCall', 'doNotEmail', 'lifecycle', 'lastContactedAt', 'touchEveryDays', 'touchSnoozedUntil', 'nextTouchOn', 'ownerId'];
const PAGE = 50;
const SOON_DAYS = 14;
const QUIET_DAYS = 90;

interface Question {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[];
}

/** Whom to call: plain lists of contacts under the conditions of each view. */
@Service()
export class TouchList {
  private readonly gateway = inject(RecordsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly formats = inject(Formats);
  private readonly session = inject(SessionStore);
  readonly view = signal<TouchView>('DUE');
  readonly mine = signal(true);
  readonly rows = signal<readonly ClientRecord[] | null>(null);
  readonly counts = signal<Readonly<Partial<Record<TouchView, number>>>>({});
  readonly error = signal<AppError | null>(null);
  private readonly cursor = signal<string | null>(null);
  readonly more = computed(() => this.cursor() !== null);

  async show(view: TouchView, mine: boolean): Promise<void> {
    if (view !== this.view() || mine !== this.mine()) this.rows.set(null);
    this.view.set(view);
    this.mine.set(mine);
    await this.load();
  }

  /** Reads again what is shown, as far as it was read. */
  async load(): Promise<void> {
    const [view, mine] = [this.view(), this.mine()];
    try {
      const wanted = Math.min(200, Math.max(PAGE, this.rows()?.length ?? 0));
      const type = this.types.named('contact');
      const [page, ...counts] = await Promise.all([
        this.gateway.list(type, FIELDS, { ...this.question(view, mine), first: wanted }),
        ...TOUCH_VIEWS.map((each) => this.gateway.count(type, { filter: this.question(each, mine).filter })),
      ]);
      this.counts.set(Object.fromEntries(TOUCH_VIEWS.map((each, index) => [each, counts[index]])));
      if (view !== this.view() || mine !== this.mine()) return;
      this.rows.set(page.records);
      this.cursor.set(page.hasNextPage ? page.endCursor : null);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
      this.rows.update((rows) => rows ?? []);
    }
  }

  async loadMore(): Promise<void> {
    try {
      const page = await this.gateway.list(this.types.named('contact'), FIELDS, { ...this.question(this.view(), this.mine()), first: PAGE, after: this.cursor() });
      this.rows.update((rows) => [...(rows ?? []), ...page.records]);
      this.cursor.set(page.hasNextPage ? page.endCursor : null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }

  /** Takes a row away at once, before the answer is there. */
  hide(id: string): void {
    this.rows.update((rows) => rows?.filter((row) => row.id !== id) ?? null);
  }

  /** The first few who are due, for a small place. */
  async due(first: number): Promise<{ readonly rows: readonly ClientRecord[]; readonly count: number }> {
    const type = this.types.named('contact');
    const question = this.question('DUE', true);
    const [page, count] = await Promise.all([this.gateway.list(type, FIELDS, { ...question, first }), this.gateway.count(type, { filter: question.filter })]);
    return { rows: page.records, count };
  }

  private question(view: TouchView, mine: boolean): Question {
    const today = this.formats.today();
    const memberId = this.session.member()?.id;
    const own = mine && memberId ? { ownerId: { eq: memberId } } : {};
    const instant = (days: number): string => `${dayIn(today, days)}T00:00:00.000Z`;
    const next = { sort: [{ field: 'nextTouchOn', direction: 'ASC' as const }] };
    switch (view) {
      case 'DUE':
        return { filter: { ...own, nextTouchOn: { lte: today } }, ...next };
      case 'SOON':
        return { filter: { ...own, nextTouchOn: { gt: today, lte: dayIn(today, SOON_DAYS) } }, ...next };
      case 'QUIET':
        return { filter: { ...own, lastContactedAt: { lt: instant(-QUIET_DAYS) } }, sort: [{ field: 'lastContactedAt', direction: 'ASC' }] };
      case 'NEVER':
        return { filter: { ...own, lastContactedAt: { isNull: true } }, sort: [{ field: 'createdAt', direction: 'DESC' }] };
    }
  }
}
