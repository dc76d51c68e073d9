import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiCombobox, UiConfirm, UiDateInput, UiEmpty, UiIcon, UiInput, UiSkeleton, type IconName, type UiOption } from '@libs/ui';
import { AgoPipe, Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { addDays } from '../../core/reminders/reminder-words.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RecordEditing } from '../records/record-editing.js';
import { SettingsSection } from '../settings/settings-section.js';
import { AuditChanges } from './audit-changes.js';
import { AuditGateway, type AuditEntry } from './audit.gateway.js';

const DOORS = ['web', 'api', 'import', 'system'] as const;
const ICONS: Readonly<Record<string, IconName>> = { create: 'plus', update: 'pencil', archive: 'archive', restore: 'rotate-ccw', delete: 'trash-2', purge: 'trash-2' };
const TYPING_PAUSE_MS = 250;

/** Everything that was done in the workspace, newest first, narrowed by what the address says. */
@Component({
  selector: 'app-audit-page',
  imports: [AgoPipe, AuditChanges, SettingsSection, TranslocoPipe, UiBadge, UiBanner, UiButton, UiCombobox, UiDateInput, UiEmpty, UiIcon, UiInput, UiSkeleton],
  templateUrl: './audit-page.html',
  styleUrls: ['../settings/settings-page.css', './audit-page.css'],
})
export class AuditPage {
  /** Query parameters. */
  readonly q = input<string>();
  readonly who = input<string>();
  readonly type = input<string>();
  readonly via = input<string>();
  readonly from = input<string>();
  readonly until = input<string>();
  private readonly gateway = inject(AuditGateway);
  private readonly records = inject(RecordsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly editing = inject(RecordEditing);
  private readonly confirm = inject(UiConfirm);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly formats = inject(Formats);
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);

  protected readonly entries = signal<readonly AuditEntry[] | null>(null);
  protected readonly problem = signal<AppError | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly open = signal<string | null>(null);
  protected readonly filtered = computed(() => Boolean(this.q() ?? this.who() ?? this.type() ?? this.via() ?? this.from() ?? this.until()));
  protected readonly typeOptions = computed(() => this.types.all().map(({ name, labelPlural }) => ({ value: name, label: labelPlural })));
  protected readonly doorOptions = DOORS.map((door) => ({ value: door, label: this.transloco.translate(`audit.doors.${door}`) }));
  protected readonly members = (query: string): Promise<readonly UiOption[]> => this.records.options('member', query);
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly filter = computed(() => ({
    search: this.q() ?? null, actorId: this.who() ?? null, recordType: this.type() ?? null, via: this.via() ?? null,
    from: this.from() ? startOf(this.formats, this.from()!, 0) : null, until: this.until() ? startOf(this.formats, this.until()!, 1) : null,
  }));

  /** The entries that are shown, as a file. */
  protected readonly file = computed(() => {
    const parameters = Object.entries(this.filter()).flatMap(([key, value]) => (value ? [[key, value]] : []));
    return `/files/audit.csv?${new URLSearchParams(parameters)}`;
  });

  constructor() {
    effect(() => {
      this.filter();
      untracked(() => void this.load(false));
    });
  }

  protected async load(more: boolean): Promise<void> {
    const filter = this.filter();
    if (!more) this.entries.set(null);
    this.problem.set(null);
    try {
      const page = await this.gateway.entries(filter, more ? this.next() : null);
      if (filter !== this.filter()) return;
      this.entries.update((entries) => (more ? [...(entries ?? []), ...page.nodes] : page.nodes));
      this.next.set(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
    } catch (error) {
      this.problem.set(toAppError(error));
      this.entries.update((entries) => entries ?? []);
    }
  }

  protected iconOf(entry: AuditEntry): IconName {
    if (entry.undo) return 'undo-2';
    if (entry.via === 'import') return 'upload';
    return ICONS[entry.subjects[0]?.operation ?? ''] ?? 'pencil';
  }

  /** What it was about, each name once. */
  protected titlesOf(entry: AuditEntry): readonly string[] {
    return [...new Set(entry.subjects.map((subject) => subject.title))];
  }

  protected toggle(id: string): void {
    this.open.update((open) => (open === id ? null : id));
  }

  protected async undo(entry: AuditEntry): Promise<void> {
    const say = (key: string): string => this.transloco.translate(`audit.${key}`, { label: entry.label, count: entry.itemCount });
    if (await this.confirm.ask({ title: say('undoTitle'), text: say('undoText'), action: say('undo') })) await this.editing.revert(entry.id, () => void this.load(false));
  }

  protected typed(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.narrow({ q: text.trim() || null }), TYPING_PAUSE_MS);
  }

  protected narrow(queryParams: Readonly<Record<string, string | null>>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected clear(): void {
    void this.router.navigate([], { queryParams: {}, replaceUrl: true });
  }
}

/** The beginning of a day by the clock of whoever looks, or of the day after it, as an instant. */
export function startOf(formats: Formats, day: string, later: 0 | 1): string | null {
  return Number.isNaN(Date.parse(day)) ? null : formats.momentOf(`${addDays(day, later)}T00:00`);
}
