import { Field, Float, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { FiguresOfCampaigns, returnOnBudget } from './campaign-figures.service.js';
import { campaignRecord } from './campaign.record.js';

@ObjectType('CampaignFigures', { description: 'What came of a campaign, as far as the member sees it; money in the base currency.' })
export class CampaignFiguresType {
  @Field(() => String, { description: 'The base currency.' })
  currency!: string;
  @Field(() => Int)
  contactCount!: number;
  @Field(() => Int, { description: 'Contacts that are leads still.' })
  leadCount!: number;
  @Field(() => Int)
  opportunityCount!: number;
  @Field(() => Int)
  openCount!: number;
  @Field(() => DecimalScalar, { description: 'Amounts of open opportunities.' })
  pipelineBase!: string;
  @Field(() => DecimalScalar, { description: 'The same times probability.' })
  weightedBase!: string;
  @Field(() => Int)
  wonCount!: number;
  @Field(() => DecimalScalar)
  wonBase!: string;
  @Field(() => Int)
  lostCount!: number;
  @Field(() => Float, { nullable: true, description: 'Won revenue beyond the budget as a share of it; absent without a budget.' })
  returnOnBudget!: number | null;
}

@Resolver(() => recordGraphql(campaignRecord).object)
export class CampaignsResolver {
  constructor(private readonly figures: FiguresOfCampaigns) {}

  @ResolveField('figures', () => CampaignFiguresType)
  async figuresOf(@Parent() campaign: AnyRow): Promise<CampaignFiguresType> {
    const figures = await this.figures.loader.load(campaign.id);
    return { ...figures, returnOnBudget: returnOnBudget((campaign['budgetBase'] as string | null) ?? null, figures.wonBase) };
  }
}
