import { pathToFileURL } from 'node:url';

/** What the seed takes from the product, so that keys, search texts and titles are its own. `load(path)` imports a module below `api/src`. */
export async function productParts(load) {
  // Record types point at each other; the whole product knows the order in which they can be read.
  await load('app.module');
  const [{ accountRecord }, { contactRecord }, { opportunityRecord }, { activityRecord }, { sizeOf, domainOf }, { keysOf, profileOf }, { searchTextOf }, { titleOf }, { columnOf }, { toStored }] = await Promise.all([
    'modules/accounts/account.record', 'modules/contacts/contact.record', 'modules/opportunities/opportunity.record', 'modules/activities/activity.record', 'modules/accounts/account-size',
    'modules/duplicates/matching/index', 'platform/records/search-text', 'platform/records/record-rows', 'platform/records/record-type', 'platform/records/field-codec',
  ].map(load));
  return { types: { account: accountRecord, contact: contactRecord, opportunity: opportunityRecord, activity: activityRecord }, sizeOf, domainOf, keysOf, profileOf, searchTextOf, titleOf, columnOf, toStored };
}

/** From the built server in that folder. */
export const builtParts = (folder) => productParts((name) => import(pathToFileURL(`${folder}/api/src/${name}.js`).href));
