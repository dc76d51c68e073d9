import { Injectable } from '@nestjs/common';
import { can } from '../../platform/access/ability.js';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import { Licences } from '../../platform/licensing/licences.service.js';
import { escapeLike } from '../../platform/records/record-filter.js';
import { listConditions } from '../../platform/records/record-list.js';
import { findRecordType, recordTypes } from '../../platform/records/record-registry.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { hasTags, TAGS } from '../bulk/index.js';
import type { TagColour } from './tag-colours.js';
import type { Tag } from './tags.types.js';

/** A row of `tag_colours`. */
export interface ColourRow {
  readonly id: string;
  readonly name: string;
  readonly colour: TagColour;
}

export interface TagQuery {
  readonly recordType?: string | null;
  /** Part of the name, ignoring case. */
  readonly search?: string | null;
  /** Just these names. */
  readonly names?: readonly string[];
}

/** Which tags there are, and how often; counted when asked, of what the caller may see, so that they are never stale and tell nothing more than lists do. */
@Injectable()
export class TagList {
  constructor(
    private readonly database: Database,
    private readonly licences: Licences,
  ) {}

  /** Types whose records carry tags and which the caller may see. */
  async types(): Promise<readonly RecordType[]> {
    const enabled = new Set((await this.licences.all()).filter((licence) => licence.enabled).map((licence) => licence.id));
    return recordTypes().filter((type) => hasTags(type) && type.operations.includes('update') && enabled.has(type.module) && can('view', type));
  }

  /** Most used first, then by name. @throws VALIDATION_ERROR for a record type without tags */
  async find(query: TagQuery): Promise<Tag[]> {
    const all = await this.types();
    const types = query.recordType ? all.filter((type) => type.name === query.recordType) : all;
    if (query.recordType && !hasTagsNamed(query.recordType)) throw validationError({ recordType: [`There are no records called "${query.recordType}" that have tags.`] });
    return this.database.run(async (unit) => {
      const [colours, ...counts] = await Promise.all([coloursOf(unit, query), ...types.map((type) => countsOf(unit, type, query))]);
      const found = new Map<string, Tag>();
      // A tag that nobody carries any more is still offered while it has a colour; of one record type only what that type has.
      if (!query.recordType) for (const { name } of colours) found.set(name, { name, count: 0, uses: [], colour: null });
      counts.forEach((rows, index) => {
        for (const { name, count } of rows) {
          const tag = found.get(name) ?? { name, count: 0, uses: [], colour: null };
          found.set(name, { ...tag, count: tag.count + count, uses: [...tag.uses, { recordType: types[index]!.name, count }] });
        }
      });
      const colourOf = new Map(colours.map(({ name, colour }) => [name, colour]));
      return [...found.values()]
        .map((tag) => ({ ...tag, colour: colourOf.get(tag.name) ?? null }))
        .sort((one, other) => other.count - one.count || one.name.localeCompare(other.name));
    });
  }
}

const hasTagsNamed = (name: string): boolean => {
  const type = findRecordType(name);
  return type !== undefined && hasTags(type);
};

/** A condition on the name of a tag. */
function matching({ search, names }: TagQuery, column: string, parameters: SqlParameters): string {
  if (names) return `${column} = any(${parameters.add(names)}::text[])`;
  const words = search?.trim().slice(0, 60);
  return words ? `${column} ilike ${parameters.add(`%${escapeLike(words)}%`)}` : 'true';
}

/** Counts in one pass over the type's records; archived ones carry their tags like any other. */
async function countsOf(unit: UnitOfWork, type: RecordType, query: TagQuery): Promise<{ name: string; count: number }[]> {
  const parameters = new SqlParameters();
  const filter = query.names ? { filter: { [TAGS]: { hasAny: query.names } } } : {};
  const conditions = [...listConditions(type, { archived: 'include', ...filter }, parameters), matching(query, 'v.name', parameters)];
  return unit.query<{ name: string; count: number }>(
    `select v.name, count(*)::int as count from ${type.table} t cross join lateral unnest(t.${TAGS}) as v(name) where ${conditions.join(' and ')} group by v.name`,
    parameters.values,
  );
}

async function coloursOf(unit: UnitOfWork, query: TagQuery): Promise<ColourRow[]> {
  const parameters = new SqlParameters();
  return unit.query<ColourRow>(`select t.id, t.name, t.colour from tag_colours t where t.deleted_at is null and ${matching(query, 't.name', parameters)}`, parameters.values);
}
