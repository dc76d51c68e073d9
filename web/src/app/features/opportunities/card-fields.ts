import type { GridColumn } from '@libs/ui';
import { fieldNamed, type ClientRecord, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import type { FieldViews } from '../records/field-views.js';
import { columnsOf } from '../records/record-columns.js';
import { CARD_FIELDS } from './deal-card.js';

/** What one chooses a card's fields from: columns of the list, the first of which names the deal. Fields the person may not see are left out. */
export function cardFieldsOf(type: RecordTypeMetadata, views: FieldViews): readonly GridColumn<ClientRecord>[] {
  const columns = columnsOf(type, views, false);
  return [columns[0]!, ...CARD_FIELDS.filter(({ name }) => fieldNamed(type, name)).flatMap(({ name, shown }) => columns.filter((column) => column.id === name).map((column) => ({ ...column, hidden: !shown })))];
}
