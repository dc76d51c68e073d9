export { CurrenciesModule } from './currencies.module.js';
export { Currencies } from './currencies.service.js';
export { currencyCode, isCurrency, unknownCurrency } from './currency-codes.js';
export { multiply, sum } from './decimal.js';
export { exchangeRateRecord } from './exchange-rate.record.js';
export { BASE_CURRENCY, loadRates, missingRate, Rates } from './rates.js';
