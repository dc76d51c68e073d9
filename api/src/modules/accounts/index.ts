export { ACCOUNT_SIZES, ACCOUNT_TYPES, accountRecord, type Account } from './account.record.js';
export { AccountsModule } from './accounts.module.js';
