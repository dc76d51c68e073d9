import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { reference } from '../../platform/records/fields.js';
import { registerImportExtension, type ImportExtension } from '../imports/index.js';
import { loadStages } from './stage-catalogue.js';

type Constants = Readonly<Record<string, unknown>>;

/** What imports of opportunities can do beyond fields: a product column becomes a line item, and a stage is looked up in the pipeline chosen. */
@Injectable()
export class OpportunityImport implements ImportExtension, OnModuleInit {
  readonly recordType = 'opportunity';
  readonly fields = {
    productId: reference('product', { label: 'Product', help: 'Becomes a line item: one piece at the amount of the opportunity.', aliases: ['product', 'product name', 'item', 'deal product'] }),
  };

  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    registerImportExtension(this);
  }

  prepare(values: Constants, extra: Constants): { values: Record<string, unknown>; extra?: Record<string, unknown> } {
    return { values: { ...values }, ...(extra['productId'] ? { extra: { productId: extra['productId'] } } : {}) };
  }

  scope(field: string, constants: Constants): Promise<Constants> {
    return field === 'stageId' ? this.pipelineOf(constants) : Promise.resolve({});
  }

  creation(field: string, constants: Constants): Promise<Constants> {
    return field === 'stageId' ? this.pipelineOf(constants) : Promise.resolve({});
  }

  private async pipelineOf(constants: Constants): Promise<Constants> {
    const pipelineId = constants['pipelineId'] ?? (await this.database.run(loadStages)).defaultPipelineId;
    return pipelineId ? { pipelineId } : {};
  }
}
