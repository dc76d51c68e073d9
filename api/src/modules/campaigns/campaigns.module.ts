import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { CampaignHooks } from './campaign.hooks.js';
import { campaignRecord } from './campaign.record.js';
import { CampaignsResolver } from './campaigns.resolver.js';
import { CampaignsSeed } from './campaigns.seed.js';
import { FiguresOfCampaigns } from './campaign-figures.service.js';
import './campaigns.de.js';

/** Campaigns, and what came of them. Contacts and opportunities point here. */
@Module({ providers: [...provideRecord(campaignRecord, CampaignHooks), FiguresOfCampaigns, CampaignsResolver, CampaignsSeed] })
export class CampaignsModule {}
