import { Module, type OnModuleInit } from '@nestjs/common';
import { GuardedDownload } from '../../platform/outbound/guarded-download.js';
import { ImportEditing } from './import-editing.service.js';
import { ImportProgress } from './import-progress.service.js';
import { ImportStore } from './import-store.js';
import { ImportUploadController } from './import-upload.controller.js';
import { ImportValues } from './import-values.service.js';
import { Imports } from './imports.service.js';
import { ImportsResolver } from './imports.resolver.js';
import { registerImportExtension } from './planning/import-target.js';
import { ReferenceBooks } from './planning/reference-book.service.js';
import { RowWriter } from './planning/row-writer.service.js';
import { ImportProfiles } from './profiles/import-profiles.service.js';
import { ImportProfilesResolver } from './profiles/import-profiles.resolver.js';
import { ProfileFetch } from './profiles/profile-fetch.service.js';
import { ProfileStore } from './profiles/profile-store.js';
import { CustomFieldsModule } from '../custom-fields/index.js';
import { DuplicatesModule } from '../duplicates/index.js';
import { SimilarRecords } from './planning/similar-records.service.js';
import { RowReview } from './row-review.service.js';
import { RowStore } from './row-store.js';
import { ImportCheck } from './running/import-check.service.js';
import { ImportJobs } from './running/import-jobs.service.js';
import { ImportRun } from './running/import-run.service.js';
import { ImportStaging } from './running/import-staging.service.js';
import { contactTarget } from './targets/contact-target.js';
import { opportunityTarget } from './targets/opportunity-target.js';
import { NewOptions } from './running/new-options.service.js';
import { WritingPlans } from './running/writing-plans.service.js';
import './imports.de.js';
import './planning/planning.de.js';
import './profiles/profiles.de.js';
import './reading/reading.de.js';

/** What does the work; the tests run it without HTTP. */
export const IMPORT_SERVICES = [Imports, ImportEditing, ImportValues, ImportStore, RowStore, ReferenceBooks, RowWriter, ImportProgress, ImportStaging, WritingPlans, ImportCheck, ImportRun, ImportJobs, ProfileStore, ImportProfiles, ProfileFetch, GuardedDownload, RowReview, SimilarRecords, NewOptions];

/** Files become records: read, mapped, tried, written, undone. */
@Module({ imports: [CustomFieldsModule, DuplicatesModule], controllers: [ImportUploadController], providers: [...IMPORT_SERVICES, ImportsResolver, ImportProfilesResolver] })
export class ImportsModule implements OnModuleInit {
  onModuleInit(): void {
    registerImportExtension(contactTarget);
    registerImportExtension(opportunityTarget);
  }
}
