import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { ContactsModule } from '../contacts/index.js';
import { OpportunitiesModule } from '../opportunities/index.js';
import { ActivitiesResolver } from './activities.resolver.js';
import { ActivitiesSeed } from './activities.seed.js';
import { ActivityVerbs } from './activity-verbs.service.js';
import { ActivityHooks } from './activity.hooks.js';
import { activityRecord } from './activity.record.js';
import { MyActivities } from './my-activities.service.js';
import { NextActivities } from './next-activity.loaders.js';
import { AccountNextActivityResolver, ContactNextActivityResolver, OpportunityNextActivityResolver } from './next-activity.resolver.js';
import { Timeline } from './timeline.service.js';
import { TimelineResolver } from './timeline.resolver.js';
import './activities.de.js';

@Module({
  imports: [ContactsModule, OpportunitiesModule],
  providers: [
    ...provideRecord(activityRecord, ActivityHooks),
    ActivityVerbs,
    MyActivities,
    NextActivities,
    Timeline,
    ActivitiesResolver,
    AccountNextActivityResolver,
    ContactNextActivityResolver,
    OpportunityNextActivityResolver,
    TimelineResolver,
    ActivitiesSeed,
  ],
  exports: [MyActivities],
})
export class ActivitiesModule {}
