import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { type Subscription } from 'rxjs';
import { ErrorText } from '../../core/graphql/error-text.js';
import { decided, isWorking, type ImportDetail, type ImportProgressed, type ImportTarget, type ImportValue, type MappingChange, type RowAction, type ValueDecision } from './import-model.js';
import { ImportsGateway } from './imports.gateway.js';
import type { ImportDialectInput } from './operations.generated.js';

/** One import as its page sees it: live, with the values that have to be understood. Provided by the page. */
@Injectable()
export class ImportStore {
  private readonly gateway = inject(ImportsGateway);
  private readonly errors = inject(ErrorText);
  private readonly detail = signal<ImportDetail | null>(null);
  private readonly known = signal<readonly ImportValue[]>([]);
  private readonly types = signal<readonly ImportTarget[]>([]);
  private live: Subscription | null = null;
  /** Writes go one after another, so that a quick hand never overtakes the API. */
  private writing: Promise<unknown> = Promise.resolve();
  private unsaved = 0;

  readonly record = this.detail.asReadonly();
  readonly values = this.known.asReadonly();
  readonly targets = this.types.asReadonly();
  readonly problem = signal('');
  readonly busy = signal(false);
  readonly target = computed(() => this.types().find((target) => target.recordType === this.detail()?.recordType) ?? null);
  readonly mapping = computed(() => this.detail()?.mapping ?? null);
  readonly undecided = computed(() => this.known().filter((value) => value.needsDecision));

  constructor() {
    inject(DestroyRef).onDestroy(() => this.live?.unsubscribe());
  }

  async load(id: string): Promise<void> {
    this.live?.unsubscribe();
    this.detail.set(null);
    this.known.set([]);
    try {
      const [targets, record, values] = await Promise.all([this.gateway.targets(), this.gateway.find(id), this.gateway.values(id)]);
      this.types.set(targets);
      this.known.set(values);
      this.detail.set(record);
      this.problem.set('');
      this.live = this.gateway.progress(id).subscribe({ next: (now) => void this.follow(now), error: (error: unknown) => this.problem.set(this.errors.of(error)) });
    } catch (error) {
      this.problem.set(this.errors.of(error));
    }
  }

  /** Shown at once; saved in the background, one after another. */
  changeMapping(change: MappingChange): Promise<boolean> {
    const before = this.detail();
    if (!before) return Promise.resolve(false);
    if (!change.recordType) this.detail.set({ ...before, mapping: { ...before.mapping, ...change, columns: [...(change.columns ?? before.mapping.columns)], matchBy: [...(change.matchBy ?? before.mapping.matchBy)] } });
    this.unsaved += 1;
    return this.write(async () => {
      const saved = await this.gateway.changeMapping(before.id, change).finally(() => (this.unsaved -= 1));
      // A later change is on its way: what the person sees is newer than this answer.
      if (this.unsaved === 0) this.detail.set(saved);
      if (change.recordType) this.known.set([]);
    });
  }

  changeDialect(input: Omit<ImportDialectInput, 'id'>): Promise<boolean> {
    return this.write(async () => {
      this.detail.set(await this.gateway.changeDialect({ id: this.detail()!.id, ...input }));
      this.known.set([]);
    });
  }

  /** Another saved way to import, or none: then by what the columns say. */
  applyProfile(profileId: string | null): Promise<boolean> {
    return this.write(async () => {
      this.detail.set(await this.gateway.applyProfile(this.detail()!.id, profileId));
      this.known.set([]);
    });
  }

  /** Keeps the mapping after everything that is still being saved. @throws AppError */
  async saveProfile(name: string, replace: boolean): Promise<void> {
    await this.writing;
    const record = this.detail()!;
    const profile = await this.gateway.saveProfile(record.id, name, replace ? (record.profileId ?? null) : null);
    this.detail.update((now) => (now ? { ...now, profileId: profile.id, profileName: profile.name } : now));
  }

  decide(decisions: readonly ValueDecision[]): Promise<boolean> {
    this.known.update((values) => values.map((value) => decisions.reduce(decided, value)));
    return this.write(async () => this.take(await this.gateway.decide(this.detail()!.id, decisions)));
  }

  /** @param lines null: every row that waits */
  decideRows(lines: readonly number[] | null, action: RowAction | null, recordId: string | null): Promise<boolean> {
    return this.write(async () => this.take(await this.gateway.decideRows(this.detail()!.id, lines, action, recordId)));
  }

  /** Starts the dry run after everything that is still being saved. */
  check(): Promise<boolean> {
    return this.write(async () => this.take(await this.gateway.check(this.detail()!.id)));
  }

  act(verb: 'start' | 'pause' | 'resume' | 'cancel' | 'undo'): Promise<boolean> {
    return this.write(async () => this.take(await this.gateway[verb](this.detail()!.id)));
  }

  private write(work: () => Promise<void>): Promise<boolean> {
    this.busy.set(true);
    const done = this.writing.then(work).then(
      () => {
        this.problem.set('');
        return true;
      },
      async (error: unknown) => {
        const record = this.detail();
        if (record) this.detail.set(await this.gateway.find(record.id).catch(() => record));
        this.problem.set(this.errors.of(error));
        return false;
      },
    );
    this.writing = done;
    return done.finally(() => {
      if (this.writing === done) this.busy.set(false);
    });
  }

  private async follow(now: ImportProgressed): Promise<void> {
    const before = this.detail()?.status;
    if (!before) return;
    if (isWorking(before) && !isWorking(now.status)) {
      // The findings first, so that the page knows where to lead when the state changes.
      const [record, values] = await Promise.all([this.gateway.find(now.id), before === 'CHECKING' ? this.gateway.values(now.id) : this.known()]);
      this.known.set(values);
      this.detail.set(record);
      return;
    }
    this.take(now);
  }

  private take(now: ImportProgressed): void {
    this.detail.update((record) => (record ? { ...record, ...now } : record));
  }
}
