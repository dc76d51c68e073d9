import { Module } from '@nestjs/common';
import { AccountsModule } from './modules/accounts/index.js';
import { ActivitiesModule } from './modules/activities/index.js';
import { AuditModule } from './modules/audit/index.js';
import { BulkModule } from './modules/bulk/index.js';
import { CampaignsModule } from './modules/campaigns/index.js';
import { ContactsModule } from './modules/contacts/index.js';
import { CurrenciesModule } from './modules/currencies/index.js';
import { CustomFieldsModule } from './modules/custom-fields/index.js';
import { DuplicatesModule } from './modules/duplicates/index.js';
import { ExportsModule } from './modules/exports/index.js';
import { GroupsModule } from './modules/groups/index.js';
import { FeedbackModule } from './modules/feedback/index.js';
import { HomeModule } from './modules/home/index.js';
import { ImportsModule } from './modules/imports/index.js';
import { LifecycleModule } from './modules/lifecycle/index.js';
import { MembersModule } from './modules/members/index.js';
import { NotificationsModule } from './modules/notifications/index.js';
import { OpportunitiesModule } from './modules/opportunities/index.js';
import { PipelinesModule } from './modules/pipelines/index.js';
import { ProductsModule } from './modules/products/index.js';
import { SearchModule } from './modules/search/index.js';
import { TagsModule } from './modules/tags/index.js';
import { TrashModule } from './modules/trash/index.js';
import { ViewsModule } from './modules/views/index.js';
import { RemindersModule } from './modules/reminders/index.js';
import { PlatformModule } from './platform/platform.module.js';

/** The product: the platform, and one line for each domain. */
@Module({
  imports: [
    PlatformModule,
    MembersModule,
    AccountsModule,
    ContactsModule,
    CurrenciesModule,
    CustomFieldsModule,
    ProductsModule,
    PipelinesModule,
    OpportunitiesModule,
    ActivitiesModule,
    BulkModule,
    LifecycleModule,
    DuplicatesModule,
    ExportsModule,
    HomeModule,
    ImportsModule,
    SearchModule,
    AuditModule,
    FeedbackModule,
    TagsModule,
    TrashModule,
    ViewsModule,
    NotificationsModule,
    RemindersModule,
    GroupsModule,
    CampaignsModule,
  ],
})
export class AppModule {}
