import { Field, ObjectType } from '@nestjs/graphql';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { exchangeRateRecord } from './exchange-rate.record.js';

@ObjectType({ description: 'The currencies this workspace works in.' })
export class WorkspaceCurrencies {
  @Field(() => String, { description: 'Totals and forecasts are in this currency.' })
  baseCurrency!: string;
  @Field(() => [recordGraphql(exchangeRateRecord).object], { description: 'What other currencies are worth in it.' })
  rates!: AnyRow[];
  @Field(() => [String], { description: 'ISO 4217 codes a rate can be set for.' })
  available!: readonly string[];
}
