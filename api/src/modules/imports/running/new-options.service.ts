import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { TenantFieldsCache } from '../../../platform/records/tenant-fields-cache.js';
import { CustomFields } from '../../custom-fields/index.js';
import type { ImportRecord } from '../import-model.js';
import { importTarget } from '../planning/import-target.js';
import { labelOf } from '../planning/row-writer.service.js';
import { RowStore } from '../row-store.js';
import { parseCell } from '../values/index.js';

/** Words of a file that somebody decided to make options of the workspace's own selects. */
@Injectable()
export class NewOptions {
  constructor(
    private readonly database: Database,
    private readonly rows: RowStore,
    private readonly customFields: CustomFields,
    private readonly tenantFields: TenantFieldsCache,
  ) {}

  /** Adds them before the first row is written, in the import's own change set. A run that is taken up again finds them there. */
  async add(record: ImportRecord, changeSetId: string): Promise<void> {
    const { fields } = importTarget(record.recordType);
    const decisions = await this.database.run((unit) => this.rows.decisions(unit, record.id));
    const wanted = decisions.filter(({ field, value, action }) => action === 'CREATE' && fields[field]?.custom && fields[field].kind !== 'reference' && !parseCell(fields[field], value).ok);
    if (wanted.length === 0) return;
    for (const [field, values] of Map.groupBy(wanted, (decision) => decision.field)) {
      await this.customFields.addOptions(fields[field]!.custom!.id, values.map(({ value }) => value.trim()), { label: labelOf(record), changeSetId });
    }
    await this.tenantFields.renew();
  }
}
