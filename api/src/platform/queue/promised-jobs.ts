import type { UnitOfWork } from '../database/database.js';
import type { JobEnvelope } from './job-envelope.js';
import type { QueueName } from './queues.js';

/** A job that is noted in PostgreSQL until it is done, so that Redis may lose it. Only a tenant's work is promised. */
export interface PromisedJob {
  /** Unique in its queue and tenant. */
  readonly key: string;
  readonly queue: QueueName;
  readonly name: string;
  readonly envelope: JobEnvelope;
}

/** Notes the jobs, in the unit's transaction; those that are noted already stay as they are. */
export async function notePromises(unit: UnitOfWork, jobs: readonly PromisedJob[]): Promise<void> {
  await unit.query(
    `insert into promised_jobs (tenant_id, queue, job_key, name, envelope)
     select (e ->> 'tenantId')::uuid, q, k, n, e from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[]) as p (q, k, n, e) on conflict (tenant_id, queue, job_key) do nothing`,
    [jobs.map(({ queue }) => queue), jobs.map(({ key }) => key), jobs.map(({ name }) => name), jobs.map(({ envelope }) => JSON.stringify(envelope))],
  );
}

/** The job is done, or dead. */
export async function forgetPromise(unit: UnitOfWork, queue: QueueName, key: string): Promise<void> {
  await unit.query('delete from promised_jobs where queue = $1 and job_key = $2', [queue, key]);
}

/** Jobs that nobody has looked after for a while, of all tenants; each is handed to one caller only. Needs the dispatch scope. */
export function overdue(unit: UnitOfWork, limit: number, seconds: number): Promise<PromisedJob[]> {
  return unit.query<PromisedJob & Record<string, unknown>>(
    `with late as (select tenant_id, id from promised_jobs where looked_at < now() - make_interval(secs => $2) order by looked_at limit $1 for update skip locked)
     update promised_jobs p set looked_at = now() from late where p.tenant_id = late.tenant_id and p.id = late.id returning p.job_key as key, p.queue, p.name, p.envelope`,
    [limit, seconds],
  );
}
