import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { CurrenciesResolver } from './currencies.resolver.js';
import { CurrenciesSeed } from './currencies.seed.js';
import { Currencies } from './currencies.service.js';
import { ExchangeRateHooks } from './exchange-rate.hooks.js';
import { exchangeRateRecord } from './exchange-rate.record.js';
import './currencies.de.js';

/** Exchange rates to the workspace's base currency. */
@Module({ providers: [...provideRecord(exchangeRateRecord, ExchangeRateHooks), Currencies, CurrenciesResolver, CurrenciesSeed], exports: [Currencies] })
export class CurrenciesModule {}
