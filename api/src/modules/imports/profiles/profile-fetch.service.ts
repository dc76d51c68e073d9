import { Injectable } from '@nestjs/common';
import { MemberContexts } from '../../../platform/access/member-contexts.js';
import { runInContext, systemContext } from '../../../platform/context/request-context.js';
import { Database } from '../../../platform/database/database.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { GuardedDownload } from '../../../platform/outbound/guarded-download.js';
import type { JobPayload } from '../../../platform/queue/job-envelope.js';
import { JobHandler, OnJobDead } from '../../../platform/queue/job-handler.decorator.js';
import { JobQueue } from '../../../platform/queue/job-queue.service.js';
import type { PromisedJob } from '../../../platform/queue/promised-jobs.js';
import { FileStore } from '../../../platform/storage/file-store.js';
import { ImportStore } from '../import-store.js';
import { Imports } from '../imports.service.js';
import type { ImportProfile } from './import-profile.js';
import { PERSON_GONE, ProfileStore } from './profile-store.js';

const LOOK_EVERY_MS = 60_000;
const CLAIMED_AT_ONCE = 100;
const FETCH = { timeoutMs: 120_000, maxBytes: 100 * 1_048_576 } as const;

interface Fetch extends JobPayload {
  readonly profileId: string;
}

/** Fetches the files of profiles when they are due. Each becomes an import in the list that somebody confirms, unless the profile runs by itself. */
@Injectable()
export class ProfileFetch {
  constructor(
    private readonly profiles: ProfileStore,
    private readonly imports: Imports,
    private readonly store: ImportStore,
    private readonly files: FileStore,
    private readonly download: GuardedDownload,
    private readonly jobs: JobQueue,
    private readonly members: MemberContexts,
    private readonly database: Database,
  ) {}

  @JobHandler('imports', 'due-profiles', { everyMs: LOOK_EVERY_MS })
  async lookThrough(): Promise<void> {
    const gone: { id: string; tenantId: string }[] = [];
    // Taken and promised together: what is due is fetched, whatever ends in between.
    await this.database.runAs('dispatch', async () => {
      const jobs: PromisedJob[] = [];
      for (const { id, tenantId, ownerId, dueAt } of await this.profiles.claimDue(CLAIMED_AT_ONCE)) {
        const requestId = `profile/${id}`;
        if (!ownerId || !(await this.members.contextOf(tenantId, ownerId, 'import', requestId))) gone.push({ id, tenantId });
        else jobs.push({ key: `${id}.${Date.parse(dueAt)}`, queue: 'imports', name: 'fetch-profile', envelope: { tenantId, actor: { kind: 'member', memberId: ownerId, via: 'import' }, requestId, payload: { profileId: id } } });
      }
      await this.jobs.promiseAcross(jobs);
    });
    for (const { id, tenantId } of gone) await runInContext(systemContext(tenantId, 'Imports'), () => this.profiles.pause(id, PERSON_GONE));
  }

  @JobHandler('imports', 'fetch-profile')
  async fetch({ profileId }: Fetch): Promise<void> {
    const profile = await this.profiles.get(profileId);
    if (!profile.sourceUrl) return;
    const stored = await this.files.write(await this.download.open(profile.sourceUrl, FETCH), FETCH.maxBytes);
    const lastRunAt = new Date().toISOString();
    // The other side had nothing new: no import that somebody would have to look at.
    if (stored.bytes === 0 || stored.sha256 === profile.lastSha256) {
      await this.files.remove(stored.key);
      await this.profiles.update(profile.id, { lastRunAt, lastError: stored.bytes === 0 ? 'The file was empty.' : null });
      return;
    }
    // One transaction: a process that ends in between leaves neither an import that nobody begins, nor a file that is thought to be imported.
    await this.database.run(async () => {
      const fileId = await this.store.insertFile({ ...stored, name: nameOf(profile) });
      const record = await this.imports.create({ fileId, profile, automatic: profile.automatic });
      await this.profiles.update(profile.id, { lastRunAt, lastError: null, lastSha256: stored.sha256, lastImportId: record.id });
      await this.imports.check(record.id);
    });
  }

  @OnJobDead('imports', 'fetch-profile')
  async gaveUp({ profileId }: Fetch, reason: Error): Promise<void> {
    const told = reason instanceof AppError ? (Object.values(reason.extra.details ?? {})[0]?.[0] ?? reason.message) : 'The file could not be fetched.';
    await this.profiles.update(profileId, { lastRunAt: new Date().toISOString(), lastError: told });
  }
}

/** What the list of imports calls a fetched file. */
function nameOf(profile: ImportProfile): string {
  const last = decoded(new URL(profile.sourceUrl!).pathname.split('/').at(-1) ?? '').replace(/[\\/\p{C}]/gu, '');
  return `${profile.name}${last ? `: ${last}` : ''}`.slice(0, 200);
}

/** A percent sign need not begin anything. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
