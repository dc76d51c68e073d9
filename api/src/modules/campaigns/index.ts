export { campaignRecord } from './campaign.record.js';
export { CampaignsModule } from './campaigns.module.js';
