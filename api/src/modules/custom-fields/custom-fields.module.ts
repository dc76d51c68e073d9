import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { CustomFieldHooks } from './custom-field.hooks.js';
import { customFieldRecord } from './custom-field.record.js';
import { CustomFieldsResolver } from './custom-fields.resolver.js';
import { CustomFields } from './custom-fields.service.js';
import { SearchUpkeep } from './search-upkeep.service.js';
import './custom-fields.de.js';

/** Fields that a workspace adds to the product's record types. */
@Module({ providers: [...provideRecord(customFieldRecord, CustomFieldHooks), CustomFields, CustomFieldsResolver, SearchUpkeep], exports: [CustomFields] })
export class CustomFieldsModule {}
