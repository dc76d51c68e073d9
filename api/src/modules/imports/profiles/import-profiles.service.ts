import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hasPermission, requireCan, requirePermission } from '../../../platform/access/ability.js';
import { currentContext, currentMemberId } from '../../../platform/context/request-context.js';
import { Database } from '../../../platform/database/database.js';
import { forbidden, validationError } from '../../../platform/errors/app-error.js';
import { GuardedDownload } from '../../../platform/outbound/guarded-download.js';
import { JobQueue } from '../../../platform/queue/job-queue.service.js';
import { joinHandOvers } from '../../members/index.js';
import type { ImportRecord } from '../import-model.js';
import { ImportStore } from '../import-store.js';
import { Imports } from '../imports.service.js';
import { importTarget } from '../planning/import-target.js';
import type { ImportColumn } from '../planning/suggest-import.js';
import { columnsByName, profileMapping, RHYTHMS, signatureOf, type ImportProfile, type Rhythm } from './import-profile.js';
import { ProfileStore, type ProfilePatch } from './profile-store.js';

export interface ProfileChange {
  readonly id: string;
  readonly name?: string | null;
  readonly sourceUrl?: string | null;
  readonly every?: Rhythm | null;
  readonly automatic?: boolean | null;
}

/** Saved ways to import: kept from an import that was mapped, used for the next file, fetched on a schedule. */
@Injectable()
export class ImportProfiles implements OnModuleInit {
  constructor(
    private readonly profiles: ProfileStore,
    private readonly imports: Imports,
    private readonly store: ImportStore,
    private readonly download: GuardedDownload,
    private readonly jobs: JobQueue,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    joinHandOvers('importProfiles', (unit, memberId, successorId) => this.profiles.handOver(unit, memberId, successorId));
  }

  /** Keeps how an import is mapped, as a new profile or in place of what one of them kept. */
  async save(input: { readonly importId: string; readonly name?: string | null; readonly profileId?: string | null }): Promise<ImportProfile> {
    requirePermission('import:records');
    const record = await this.store.get(input.importId);
    const { columns, ...options } = record.mapping;
    if (columns.every(({ targets }) => targets.length === 0)) throw validationError({ importId: ['Choose a field for at least one column first.'] });
    const format = record.dialect.format ?? 'CSV';
    const kept: ProfilePatch = { recordType: record.recordType, format, part: record.dialect.part ?? null, signature: signatureOf(format, record.columns), columns: columnsByName(record.columns, record.mapping), options };
    let id = input.profileId ?? null;
    if (id) {
      refuseKeys(await this.own(id));
      await this.profiles.update(id, { ...kept, ownerId: currentMemberId(), ...(input.name ? { name: nameOf(input.name) } : {}) });
    } else id = await this.profiles.insert({ ...kept, name: nameOf(input.name ?? ''), ownerId: currentMemberId() });
    await this.store.update(record.id, { profileId: id });
    return this.profiles.get(id);
  }

  /** @throws VALIDATION_ERROR by field; FORBIDDEN for somebody else's profile */
  async change(input: ProfileChange): Promise<ImportProfile> {
    const present = await this.own(input.id);
    const sourceUrl = input.sourceUrl === undefined ? present.sourceUrl : input.sourceUrl?.trim() || null;
    const every = input.every === undefined ? present.every : input.every;
    const automatic = input.automatic ?? present.automatic;
    if (sourceUrl && sourceUrl !== present.sourceUrl) this.download.check(sourceUrl, 'sourceUrl');
    if (every && !(RHYTHMS as readonly string[]).includes(every)) throw validationError({ every: ['Files are fetched every HOUR, DAY or WEEK.'] });
    if (every && !sourceUrl) throw validationError({ sourceUrl: ['Say from which address the file is fetched.'] });
    refuseKeys({ every: every ?? present.every });
    const began = every !== present.every || sourceUrl !== present.sourceUrl;
    await this.profiles.update(input.id, {
      sourceUrl,
      every,
      automatic,
      // It runs with the permissions of whoever said last what it fetches.
      ...(began || automatic !== present.automatic ? { ownerId: currentMemberId() } : {}),
      ...(began ? { dueAt: every ? new Date().toISOString() : null, lastError: null, lastSha256: null } : {}),
      ...(input.name ? { name: nameOf(input.name) } : {}),
    });
    return this.profiles.get(input.id);
  }

  async remove(id: string): Promise<void> {
    await this.own(id);
    await this.profiles.remove(id);
  }

  /** Fetches its file now, whatever its rhythm says. */
  async fetchNow(id: string): Promise<ImportProfile> {
    const profile = await this.own(id);
    if (!profile.sourceUrl) throw validationError({ sourceUrl: ['Say from which address the file is fetched.'] });
    await this.database.run((unit) => this.jobs.promise(unit, 'imports', 'fetch-profile', { profileId: id }));
    return profile;
  }

  /** Uses a profile for an import, or none: then the mapping is suggested anew. */
  async apply(importId: string, profileId: string | null): Promise<ImportRecord> {
    requirePermission('import:records');
    if (!profileId) return this.imports.suggestAnew(importId);
    const profile = await this.profiles.get(profileId);
    const target = importTarget(profile.recordType);
    requireCan('create', target.type);
    return this.imports.edit(importId, (_unit, record) => {
      const mapping = profileMapping(profile, record.columns as readonly ImportColumn[], target.fields);
      if (mapping.columns.every(({ targets }) => targets.length === 0)) throw validationError({ profileId: ['This file has none of the columns that the profile knows.'] });
      return Promise.resolve({ recordType: profile.recordType, mapping, profileId });
    });
  }

  private async own(id: string): Promise<ImportProfile> {
    requirePermission('import:records');
    const profile = await this.profiles.get(id);
    if (!mayManage(profile)) throw forbidden('Only the person who saved this profile, or an administrator, can change it.');
    return profile;
  }
}

/** What runs by itself runs as the member, with all they may do, and after the key is gone. */
function refuseKeys({ every }: Pick<ImportProfile, 'every'>): void {
  if (every && currentContext().apiKeyId) throw forbidden('An API key cannot set up or change what is fetched on a schedule. Sign in for this, or fetch it with the key each time.');
}

/** Its address may hold a token, so it is shown to these only. */
export const mayManage = (profile: ImportProfile): boolean => profile.ownerId === currentMemberId() || hasPermission('view:audit');

function nameOf(given: string): string {
  const name = given.replace(/\s+/g, ' ').trim();
  if (name.length < 1 || name.length > 120) throw validationError({ name: ['A name has 1 to 120 characters.'] });
  return name;
}
