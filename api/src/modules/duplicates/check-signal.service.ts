import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { currentTenantId, runInContext, systemContext } from '../../platform/context/request-context.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { JobQueue } from '../../platform/queue/job-queue.service.js';

const WAIT_MS = 1_000;

/** Has changed records compared soon after they were written: one job for all changes of a tenant within a second. A signal that is lost is made good by the sweep. */
@Injectable()
export class CheckSignal implements BeforeApplicationShutdown {
  private readonly waiting = new Map<string, NodeJS.Timeout>();

  constructor(private readonly jobs: JobQueue) {}

  raiseAfter(unit: UnitOfWork): void {
    const tenantId = currentTenantId();
    unit.afterCommit(() => this.raise(tenantId));
  }

  private raise(tenantId: string): void {
    if (this.waiting.has(tenantId)) return;
    const timer = setTimeout(() => {
      this.waiting.delete(tenantId);
      void this.queue(tenantId).catch(() => undefined);
    }, WAIT_MS);
    timer.unref();
    this.waiting.set(tenantId, timer);
  }

  /** Queues the work at once. */
  async queue(tenantId: string): Promise<void> {
    await runInContext(systemContext(tenantId, 'Duplicates'), () => this.jobs.add('duplicates', 'check', {}));
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }
}
