import { Injectable } from '@nestjs/common';
import { can } from '../../platform/access/ability.js';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { planName } from '../../platform/database/plan-names.js';
import { searchName } from '../../platform/database/schema-builder.js';
import { validationError } from '../../platform/errors/app-error.js';
import { Licences } from '../../platform/licensing/licences.service.js';
import { escapeLike } from '../../platform/records/record-filter.js';
import { findRecordType, recordTypes } from '../../platform/records/record-registry.js';
import { detailFields, detailOf, titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { askedPhone, foldForSearch } from '../../platform/records/search-text.js';
import type { SearchHit } from './search.types.js';

const MAX_WORDS = 8;
const MAX_LENGTH = 200;
const MOST = 50;
/** As many as the database weighs. */
const WEIGHED = 500;
/** A record whose name fits goes before one where only an address or a note does. */
const NOT_IN_TITLE = 0.85;

/** Words of so many letters may be misspelt; see `createSearch`. */
const NEARLY = 4;
/** Words that the index is asked for; the others are looked for in what it finds. */
const MOST_ASKED = 2;
/** Whether the index can find records by the word: only by three letters in a row. */
const HAS_TRIGRAM = /[\p{L}\p{N}]{3}/u;
const patternOf = (word: string): string => `%${escapeLike(word)}%`;

interface Found {
  /** Among the types that were searched. */
  readonly place: number;
  readonly id: string;
  readonly score: number;
}

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
    const phone = askedPhone(query);
    const byWords = await this.found(searched, whole, words, first);
    // A number is written in many ways; digits that are only alike are somebody else's.
    const byPhone = phone ? await this.found(searched, phone, [phone], first, false) : [];
    const known = new Set(byPhone.map(({ id }) => id));
    const found = [...Map.groupBy([...byPhone, ...byWords.filter(({ id }) => !known.has(id))], ({ place }) => searched[place]!)];
    // Ids come from beside the row policies, so each record is read again under them.
    const readings = await Promise.all(found.map(([type, ids]) => this.store.reading(type, (parameters) => `any(${parameters.add(ids.map(({ id }) => id))}::uuid[])`, [...type.titleFields, 'email', ...detailFields(type)])));
    const rows = await this.database.readTogether(readings.map(({ read }) => read));
    const hits = found.flatMap(([type, ids], place) => hitsOf(type, ids, readings[place]!.rowsOf(rows[place]!), phone ? [phone, ...words] : words));
    return hits.sort((one, other) => other.score - one.score).slice(0, first);
  }

  /** All tables in one statement, and best first within each; what is only `alike` where nothing fits, if that may be. */
  private found(searched: readonly RecordType[], whole: string, words: readonly string[], first: number, alike = true): Promise<Found[]> {
    const sql = searched.map((type, place) => `select ${place} as place, h.id, h.score from ${searchName(type.table)}($1, $2, $3, $4, $5, $6, ${seesAll(type) ? '$7' : WEIGHED}) h`).join(' union all ');
    const long = [...words].sort((one, other) => other.length - one.length);
    const sure = long.filter((word) => HAS_TRIGRAM.test(word));
    const near = alike ? long.filter((word) => [...word].length >= NEARLY) : [];
    const beside = sure.find((word) => [...word].length < NEARLY);
    const parameters = [whole, words, words.map(patternOf), sure.slice(0, MOST_ASKED).map(patternOf), near.slice(0, MOST_ASKED), beside ? patternOf(beside) : '%', ...(sql.includes('$7') ? [first] : [])];
    return this.database.read<Found>(sql, parameters, planName(sql));
  }

  private async searched(names: readonly string[] | null): Promise<readonly RecordType[]> {
    const unknown = names?.filter((name) => !findRecordType(name)) ?? [];
    if (unknown.length > 0) throw validationError({ types: [`There is no record type "${unknown[0]}".`] });
    const enabled = new Set((await this.licences.all()).filter((licence) => licence.enabled).map((licence) => licence.id));
    return recordTypes().filter(
      (type) => (names ? names.includes(type.name) : !type.partOf) && enabled.has(type.module) && type.operations.includes('list') && can('view', type) && Object.values(type.allFields).some((field) => field.searchable),
    );
  }
}

function hitsOf(type: RecordType, found: readonly Found[], rows: readonly AnyRow[], words: readonly string[]): SearchHit[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, score }) => {
    const row = byId.get(id);
    if (!row) return [];
    const title = titleOf(type, row);
    const folded = foldForSearch(title);
    const named = score < 0.7 || words.some((word) => folded.includes(word));
    return [{ recordType: type.name, recordId: id, title, detail: detailOf(type, row), score: named ? score : score * NOT_IN_TITLE }];
  });
}

/** Whether what is found needs no leaving out, so that the best that are asked for are the best that are shown. */
const seesAll = (type: RecordType): boolean => abilityToSql('view', type, 't', new SqlParameters()) === 'true';

