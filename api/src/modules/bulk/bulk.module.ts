import { Module } from '@nestjs/common';
import { BulkJobs } from './bulk-jobs.service.js';
import { BulkProgress } from './bulk-progress.service.js';
import { BulkRetention } from './bulk-retention.service.js';
import { BulkRunner } from './bulk-run.service.js';
import { BulkStore } from './bulk-store.js';
import { BulkUndo } from './bulk-undo.service.js';
import { BulkResolver } from './bulk.resolver.js';
import './bulk.de.js';
import { BulkActions } from './bulk.service.js';

/** What does the work; the tests run it without HTTP. */
export const BULK_SERVICES = [BulkActions, BulkStore, BulkProgress, BulkRunner, BulkUndo, BulkJobs, BulkRetention];

/** One action on many records of any type, with progress, a report and an undo. */
@Module({ providers: [...BULK_SERVICES, BulkResolver], exports: [BulkActions] })
export class BulkModule {}
