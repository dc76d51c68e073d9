import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { ProductHooks } from './product.hooks.js';
import { productRecord } from './product.record.js';
import { ProductsSeed } from './products.seed.js';
import './products.de.js';

/** The catalogue that line items are chosen from. */
@Module({ providers: [...provideRecord(productRecord, ProductHooks), ProductsSeed] })
export class ProductsModule {}
