import { Args, Float, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { DeletePayload } from '../../platform/graphql/paging-types.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { Currencies } from './currencies.service.js';
import { WorkspaceCurrencies } from './currencies.types.js';
import { currencyCodes } from './currency-codes.js';
import { exchangeRateRecord } from './exchange-rate.record.js';

@Resolver()
export class CurrenciesResolver {
  constructor(
    private readonly service: Currencies,
    private readonly commands: RecordCommands,
  ) {}

  @Query(() => WorkspaceCurrencies)
  @Operation({ module: 'crm-core', permission: 'member' })
  async currencies(): Promise<WorkspaceCurrencies> {
    return { ...(await this.service.overview()), available: currencyCodes() };
  }

  @Mutation(() => recordGraphql(exchangeRateRecord).payload, { description: 'Sets what one unit of a currency is worth in the base currency. Deals keep the rate they were entered with.' })
  @Operation({ module: 'crm-core', permission: 'manage:settings' })
  async setExchangeRate(@Args('currency', { type: () => String }) currency: string, @Args('rate', { type: () => Float }) rate: number): Promise<object> {
    return this.commands.payload(exchangeRateRecord, await this.service.set(currency, rate));
  }

  @Mutation(() => DeletePayload)
  @Operation({ module: 'crm-core', permission: 'manage:settings' })
  removeExchangeRate(@Args('currency', { type: () => String }) currency: string): Promise<{ changeSetId: string; id: string }> {
    return this.service.remove(currency);
  }
}
