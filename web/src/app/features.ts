import { devFeatures } from './dev.features.js';
import type { Feature } from './core/feature/feature.js';
import { activitiesFeature } from './features/activities/activities.feature.js';
import { campaignsFeature } from './features/campaigns/campaigns.feature.js';
import { duplicatesFeature } from './features/duplicates/duplicates.feature.js';
import { bulkFeature } from './features/bulk/bulk.feature.js';
import { groupsFeature } from './features/groups/groups.feature.js';
import { feedbackFeature } from './features/feedback/feedback.feature.js';
import { homeFeature } from './features/home/home.feature.js';
import { importsFeature } from './features/imports/imports.feature.js';
import { opportunitiesFeature } from './features/opportunities/opportunities.feature.js';
import { peopleFeature } from './features/people/people.feature.js';
import { recordFeatures } from './features/records/record.features.js';
import { remindersFeature } from './features/reminders/reminders.feature.js';
import { searchFeature } from './features/search/search.feature.js';
import { settingsFeature } from './features/settings/settings.feature.js';

/** Every feature of the client, one line each. The order here does not matter: navigation entries carry their own. */
export const features: readonly Feature[] = [
  homeFeature,
  ...recordFeatures,
  peopleFeature,
  opportunitiesFeature,
  activitiesFeature,
  bulkFeature,
  importsFeature,
  feedbackFeature,
  searchFeature,
  duplicatesFeature,
  remindersFeature,
  groupsFeature,
  campaignsFeature,
  settingsFeature,
  ...devFeatures,
];
