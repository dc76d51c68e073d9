import { Injectable } from '@nestjs/common';
import { requireCan } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Database } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { productRecord } from '../products/index.js';
import { lineItemRecord } from './line-item.record.js';
import { opportunityContactRecord } from './opportunity-contact.record.js';
import type { Done } from './opportunity-stages.service.js';
import { opportunityRecord } from './opportunity.record.js';

type Values = Readonly<Record<string, unknown>>;
interface Change extends Values {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

/** Line items and contact roles: parts of an opportunity, which whoever may edit the opportunity may edit. */
@Injectable()
export class OpportunityParts {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  /** Adds a line item; without a price it takes the product's, if that is in the opportunity's currency. */
  addLineItem(input: Values): Promise<Done> {
    return this.database.run(async () => {
      const deal = await this.editable(input['opportunityId'] as string);
      const values = input['unitPrice'] === undefined ? { ...input, unitPrice: await this.listPrice(input['productId'] as string, deal['currency']) } : input;
      return this.changeSets.applyOne('Added a line item', { type: lineItemRecord, operation: 'create', values, derived: true });
    });
  }

  updateLineItem(input: Change): Promise<Done> {
    return this.update('Changed a line item', lineItemRecord, input);
  }

  addContact(input: Values): Promise<Done> {
    return this.database.run(async () => {
      await this.editable(input['opportunityId'] as string);
      return this.changeSets.applyOne('Added a contact', { type: opportunityContactRecord, operation: 'create', values: input, derived: true });
    });
  }

  updateContact(input: Change): Promise<Done> {
    return this.update('Changed the role of a contact', opportunityContactRecord, input);
  }

  removeLineItem(id: string): Promise<{ changeSetId: string; id: string }> {
    return this.remove('Removed a line item', lineItemRecord, id);
  }

  removeContact(id: string): Promise<{ changeSetId: string; id: string }> {
    return this.remove('Removed a contact', opportunityContactRecord, id);
  }

  private update(label: string, type: RecordType, { id, expectedVersion, ...values }: Change): Promise<Done> {
    return this.database.run(async () => {
      await this.editablePart(type, id);
      return this.changeSets.applyOne(label, { type, operation: 'update', id, values, derived: true, ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}) });
    });
  }

  private remove(label: string, type: RecordType, id: string): Promise<{ changeSetId: string; id: string }> {
    return this.database.run(async () => {
      await this.editablePart(type, id);
      return this.changeSets.applyOne(label, { type, operation: 'delete', id, derived: true });
    });
  }

  /** @throws NOT_FOUND also when the opportunity is gone or hidden, FORBIDDEN */
  private async editablePart(type: RecordType, id: string): Promise<void> {
    const part = await this.store.get(type, id);
    await this.editable(part['opportunityId'] as string);
  }

  private async editable(opportunityId: string): Promise<AnyRow> {
    const [deal] = await this.store.byIds(opportunityRecord, [opportunityId]);
    if (!deal) throw validationError({ opportunityId: ['There is no such opportunity. It may have been deleted.'] });
    requireCan('edit', opportunityRecord, deal);
    return deal;
  }

  private async listPrice(productId: string, currency: unknown): Promise<unknown> {
    const [product] = await this.store.byIds(productRecord, [productId], ['price', 'currency']);
    return product && product['currency'] === currency ? product['price'] : null;
  }
}
