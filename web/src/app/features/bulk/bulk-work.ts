import { computed, inject, Injector, runInInjectionContext, Service, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { UiToasts } from '@libs/ui';
import { firstValueFrom, type Subscription } from 'rxjs';
import { ErrorText } from '../../core/graphql/error-text.js';
import { BulkGateway, type BulkInput, type BulkRun } from './bulk.gateway.js';
import { bulkText } from './bulk-text.js';

const AT_WORK: ReadonlySet<string> = new Set(['RUNNING', 'REVERTING']);

export const isAtWork = (run: BulkRun): boolean => AT_WORK.has(run.status);

/** Actions on many records that are at work or just done. It belongs to no page, so they go on while people do. */
@Service()
export class BulkWork {
  private readonly gateway = inject(BulkGateway);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  private readonly injector = inject(Injector);
  private readonly list = signal<readonly BulkRun[]>([]);
  private readonly live = new Map<string, Subscription>();

  /** Newest last. */
  readonly runs = this.list.asReadonly();
  readonly any = computed(() => this.list().length > 0);

  /** Finds what was begun before the page was loaded. */
  async recover(): Promise<void> {
    try {
      for (const run of await this.gateway.active()) await this.show(run);
    } catch {
      // Whoever may not see any has none; a broken connection says so elsewhere.
    }
  }

  /** @throws AppError when it is refused before anything was changed */
  async start(input: BulkInput): Promise<BulkRun> {
    const run = await this.gateway.start(input);
    await this.present(run);
    return run;
  }

  /** Shows a run that another verb has begun. */
  async follow(id: string): Promise<void> {
    try {
      await this.present(await firstValueFrom(this.gateway.progress(id)));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  async cancel(id: string): Promise<void> {
    await this.act(() => this.gateway.cancel(id));
  }

  async resume(id: string): Promise<void> {
    await this.act(() => this.gateway.resume(id));
  }

  async undo(id: string): Promise<void> {
    await this.act(() => this.gateway.undo(id));
  }

  dismiss(id: string): void {
    this.unfollow(id);
    this.list.update((runs) => runs.filter((run) => run.id !== id));
  }

  /** What is done at once and completely needs no more than a toast. */
  private async present(run: BulkRun): Promise<void> {
    await this.words();
    if (run.status === 'COMPLETED' && run.leftOut === 0) this.tell(run);
    else await this.show(run);
  }

  private tell(run: BulkRun): void {
    const text = this.transloco.translate(run.changed === 0 ? 'bulk.toast.nothing' : run.changed === 1 ? 'bulk.toast.one' : 'bulk.toast.many', { count: run.changed });
    if (run.changed === 0) this.toasts.show({ text });
    else this.toasts.undoable(text, () => void this.undo(run.id));
  }

  private async act(work: () => Promise<BulkRun>): Promise<void> {
    try {
      const run = await work();
      const complete = run.status === 'REVERTED' && run.undoResult?.skippedCount === 0 && !this.list().some(({ id }) => id === run.id);
      if (complete) this.toasts.success(this.transloco.translate('bulk.toast.undone'));
      else await this.show(run);
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async show(run: BulkRun): Promise<void> {
    await this.words();
    this.put(run);
    if (!isAtWork(run) || this.live.has(run.id)) return;
    this.live.set(run.id, this.gateway.progress(run.id).subscribe({ next: (now) => this.put(now), error: () => this.unfollow(run.id) }));
  }

  private put(run: BulkRun): void {
    this.list.update((runs) => (runs.some(({ id }) => id === run.id) ? runs.map((each) => (each.id === run.id ? run : each)) : [...runs, run]));
    if (!isAtWork(run)) this.unfollow(run.id);
  }

  private unfollow(id: string): void {
    this.live.get(id)?.unsubscribe();
    this.live.delete(id);
  }

  private words(): Promise<true> {
    return firstValueFrom(runInInjectionContext(this.injector, bulkText));
  }
}
