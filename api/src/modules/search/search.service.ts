import { Injectable } from '@nestjs/common';
import { can } from '../../platform/access/ability.js';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import { Licences } from '../../platform/licensing/licences.service.js';
import type { Field } from '../../platform/records/fields.js';
import { findRecordType, recordTypes } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { foldForSearch } from '../../platform/records/search-text.js';
import type { SearchHit } from './search.types.js';

const MAX_WORDS = 8;
const MAX_LENGTH = 200;
const MOST = 50;
/** As many as the database weighs. */
const WEIGHED = 500;
/** A record whose name fits goes before one where only an address or a note does. */
const NOT_IN_TITLE = 0.85;
const TELLING: ReadonlySet<Field['kind']> = new Set(['text', 'email', 'phone', 'url']);

/** Search over everything the caller may view. */
@Injectable()
export class Search {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly licences: Licences,
  ) {}

  /** Best first. `types` narrows it; without, every searchable type that has pages of its own. */
  async find(query: string, types: readonly string[] | null, first: number): Promise<SearchHit[]> {
    if (!Number.isInteger(first) || first < 1 || first > MOST) throw validationError({ first: [`A search answers 1 to ${MOST} records.`] });
    const whole = foldForSearch(query.slice(0, MAX_LENGTH)).replace(/\s+/g, ' ');
    const words = [...new Set(whole.split(' '))].filter(Boolean).slice(0, MAX_WORDS);
    const searched = await this.searched(types);
    if (words.length === 0 || searched.length === 0) return [];
    const hits = await Promise.all(searched.map(async (type) => {
      const found = await this.database.read<{ id: string; score: number }>('select id, score from search_record_hits($1, $2, $3, $4)', [type.table, whole, words, seesAll(type) ? first : WEIGHED]);
      return this.hitsOf(type, found, words);
    }));
    return hits.flat().sort((one, other) => other.score - one.score).slice(0, first);
  }

  private async searched(names: readonly string[] | null): Promise<readonly RecordType[]> {
    const unknown = names?.filter((name) => !findRecordType(name)) ?? [];
    if (unknown.length > 0) throw validationError({ types: [`There is no record type "${unknown[0]}".`] });
    const enabled = new Set((await this.licences.all()).filter((licence) => licence.enabled).map((licence) => licence.id));
    return recordTypes().filter(
      (type) => (names ? names.includes(type.name) : !type.partOf) && enabled.has(type.module) && type.operations.includes('list') && can('view', type) && Object.values(type.allFields).some((field) => field.searchable),
    );
  }

  /** Ids come from beside the row policies, so each record is read again under them. */
  private async hitsOf(type: RecordType, found: readonly { readonly id: string; readonly score: number }[], words: readonly string[]): Promise<SearchHit[]> {
    if (found.length === 0) return [];
    const rows = new Map((await this.store.byIds(type, found.map(({ id }) => id), [...type.titleFields, 'email', ...detailFields(type)])).map((row) => [row.id, row]));
    return found.flatMap(({ id, score }) => {
      const row = rows.get(id);
      if (!row) return [];
      const title = titleOf(type, row);
      const folded = foldForSearch(title);
      const named = score < 0.7 || words.some((word) => folded.includes(word));
      return [{ recordType: type.name, recordId: id, title, detail: detailOf(type, row), score: named ? score : score * NOT_IN_TITLE }];
    });
  }
}

/** Whether what is found needs no leaving out, so that the best that are asked for are the best that are shown. */
const seesAll = (type: RecordType): boolean => abilityToSql('view', type, 't', new SqlParameters()) === 'true';

/** The list's columns that say something, beside the title. */
const detailFields = (type: RecordType): string[] =>
  Object.entries(type.allFields)
    .filter(([name, field]) => field.column !== undefined && TELLING.has(field.kind) && !type.titleFields.includes(name))
    .sort(([, one], [, other]) => one.column! - other.column!)
    .map(([name]) => name);

/** The first of them that has a value. */
function detailOf(type: RecordType, row: AnyRow): string | null {
  const texts = detailFields(type).map((name) => row[name]).filter((value): value is string => typeof value === 'string' && value !== '');
  return texts.slice(0, 2).join(' · ') || null;
}
