import { Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { recordsHere, takesTexts } from '../../platform/graphql/record-texts.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { activityRecord } from '../activities/index.js';
import { Home, type HomePage } from './home.service.js';
import { HomeType } from './home.types.js';

takesTexts('Query.home', 'overdue', 'today', 'upcoming');

@Resolver()
export class HomeResolver {
  constructor(
    private readonly service: Home,
    private readonly store: RecordStore,
  ) {}

  @Query(() => HomeType, { description: 'What the member sees first.' })
  @Operation({ module: 'crm-core', permission: 'member' })
  home(@Info() info: GraphQLResolveInfo): Promise<HomePage> {
    return this.service.read((member, query) => recordsHere(this.store, activityRecord, query, info, member));
  }
}
