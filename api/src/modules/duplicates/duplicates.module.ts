import { Module } from '@nestjs/common';
import { CheckSignal } from './check-signal.service.js';
import { DuplicateChecks } from './duplicate-checks.service.js';
import { DuplicateQueue } from './duplicate-queue.service.js';
import { DuplicateScans } from './duplicate-scans.service.js';
import { DuplicatesResolver } from './duplicates.resolver.js';
import { IdentityHooks } from './identity-hooks.js';
import { Matcher } from './matcher.service.js';
import { MergePreviews } from './merging/merge-previews.service.js';
import { MergingResolver } from './merging/merging.resolver.js';
import { RecordMerges } from './merging/record-merges.service.js';
import { PossibleDuplicates } from './possible-duplicates.service.js';
import { RecordCards } from './record-cards.service.js';
import './duplicates.de.js';

/** Finds records that are the same person or organisation, for every record type that describes its identity. */
@Module({
  providers: [CheckSignal, DuplicateChecks, DuplicateQueue, DuplicateScans, DuplicatesResolver, IdentityHooks, Matcher, MergePreviews, MergingResolver, PossibleDuplicates, RecordCards, RecordMerges],
  exports: [Matcher, PossibleDuplicates, RecordMerges],
})
export class DuplicatesModule {}
