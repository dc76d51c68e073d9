import { DOCUMENT, inject, Service, signal } from '@angular/core';
import type { Subscription } from 'rxjs';
import { ErrorText } from '../../core/graphql/error-text.js';
import { ExportsGateway, type ExportInput, type ExportRun } from './exports.gateway.js';

/** Exports that are written or were just written; a finished one downloads by itself. It belongs to no page. */
@Service()
export class ExportWork {
  private readonly gateway = inject(ExportsGateway);
  private readonly errors = inject(ErrorText);
  private readonly document = inject(DOCUMENT);
  private readonly list = signal<readonly ExportRun[]>([]);
  private readonly live = new Map<string, Subscription>();

  readonly runs = this.list.asReadonly();

  /** @throws AppError when it is refused */
  async start(input: ExportInput): Promise<void> {
    const run = await this.gateway.start(input);
    this.put(run);
    if (run.status === 'RUNNING') this.live.set(run.id, this.gateway.progress(run.id).subscribe({ next: (now) => this.put(now), error: () => this.unfollow(run.id) }));
  }

  async cancel(id: string): Promise<void> {
    try {
      this.put(await this.gateway.cancel(id));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  dismiss(id: string): void {
    this.unfollow(id);
    this.list.update((runs) => runs.filter((run) => run.id !== id));
  }

  private put(run: ExportRun): void {
    const before = this.list().find(({ id }) => id === run.id);
    this.list.update((runs) => (before ? runs.map((each) => (each.id === run.id ? run : each)) : [...runs, run]));
    if (run.status === 'RUNNING') return;
    this.unfollow(run.id);
    if (run.downloadPath && before?.status !== 'READY') this.download(run.downloadPath, run.name);
  }

  private download(path: string, name: string): void {
    const link = this.document.createElement('a');
    Object.assign(link, { href: path, download: name });
    link.click();
  }

  private unfollow(id: string): void {
    this.live.get(id)?.unsubscribe();
    this.live.delete(id);
  }
}
