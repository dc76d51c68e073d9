import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import { CampaignFiguresDocument, type CampaignFiguresQuery } from './operations.generated.js';

export type CampaignWithFigures = CampaignFiguresQuery['campaign'];

/** What came of campaigns. Every method throws `AppError`. */
@Service()
export class CampaignsGateway {
  private readonly graphql = inject(GraphqlClient);

  async figures(id: string): Promise<CampaignWithFigures> {
    return (await this.graphql.query(CampaignFiguresDocument, { id })).campaign;
  }
}
