import type { GridColumn } from '@libs/ui';
import { fieldNamed, type ClientRecord, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import type { FieldViews } from '../records/field-views.js';
import { columnOf, columnsOf } from '../records/record-columns.js';

/** Fields with a place of their own on a card, and whether it shows them until somebody chose. All others stand below each other, with their labels. */
const PLACED: readonly { readonly name: string; readonly shown: boolean }[] = [
  { name: 'accountId', shown: true },
  { name: 'ownerId', shown: true },
  { name: 'amount', shown: true },
  { name: 'stageChangedAt', shown: true },
  { name: 'expectedCloseOn', shown: true },
  { name: 'probability', shown: false },
];
/** These stand above the others among the choices. */
const FIRST: readonly string[] = ['nextStep', 'leadSource', 'tags'];
/** The board itself says in which pipeline and stage a deal is. */
const SAID: ReadonlySet<string> = new Set(['pipelineId', 'stageId']);
const HAS_PLACE: ReadonlySet<string> = new Set(PLACED.map(({ name }) => name));

export const SHOWN_AT_FIRST: ReadonlySet<string> = new Set(PLACED.filter(({ shown }) => shown).map(({ name }) => name));

/** What one chooses a card's fields from: columns of the list, the first of which names the deal. Fields the person may not see are left out. */
export function cardFieldsOf(type: RecordTypeMetadata, views: FieldViews): readonly GridColumn<ClientRecord>[] {
  const offered = type.fields.filter(({ name, kind }) => kind !== 'json' && !SAID.has(name) && !HAS_PLACE.has(name) && !type.titleFields.includes(name));
  const place = ({ name, customKey }: (typeof offered)[number]): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length + (customKey ? 0 : 1));
  const rest = [...offered].sort((one, other) => place(one) - place(other));
  const placed = PLACED.flatMap(({ name, shown }) => {
    const field = fieldNamed(type, name);
    return field ? [columnOf(field, views, false, !shown)] : [];
  });
  return [columnsOf(type, views, false)[0]!, ...placed, ...rest.map((field) => columnOf(field, views, false, true))];
}

/** Of the fields that a card shows those without a place of their own, in the order of the view. */
export const linesOf = (shown: readonly GridColumn<ClientRecord>[]): readonly GridColumn<ClientRecord>[] => shown.slice(1).filter(({ id }) => !HAS_PLACE.has(id));
