import { Injectable } from '@nestjs/common';
import { requirePermission } from '../../platform/access/ability.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Database } from '../../platform/database/database.js';
import { notFound, validationError } from '../../platform/errors/app-error.js';
import { BulkActions, TAGS, type BulkRun } from '../bulk/index.js';
import { tagColourRecord } from './tag-colour.record.js';
import type { TagColour } from './tag-colours.js';
import { TaggedFilters } from './tagged-filters.service.js';
import { TagList, type ColourRow } from './tag-list.service.js';

const LONGEST = 60;
const MOST_MERGED = 50;

/** What is done to tags everywhere. Records change through a bulk run, with the colours in its change set, so one undo takes back both. */
@Injectable()
export class Tags {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly list: TagList,
    private readonly bulk: BulkActions,
    private readonly filters: TaggedFilters,
  ) {}

  /** Gives a tag a colour, or takes it away. @throws FORBIDDEN, NOT_FOUND */
  async setColour(tag: string, colour: TagColour | null): Promise<{ name: string; colour: TagColour | null; changeSetId: string | null }> {
    requirePermission('manage:settings');
    const name = nameFrom(tag, 'name');
    await this.demand([name]);
    const present = (await this.colours([name]))[0];
    if ((present?.colour ?? null) === colour) return { name, colour, changeSetId: null };
    const label = colour ? `Set the colour of the tag "${name}"` : `Removed the colour of the tag "${name}"`;
    const { changeSetId } = await this.changeSets.applyOne(label, colour ? colouring(present, name, colour) : removal(present!));
    return { name, colour, changeSetId };
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_ERROR when there is such a tag already */
  async rename(tag: string, to: string): Promise<BulkRun> {
    requirePermission('manage:settings');
    const [name, into] = [nameFrom(tag, 'name'), nameFrom(to, 'to')];
    if (name === into) throw validationError({ to: ['This is what the tag is called already.'] });
    await this.demand([name]);
    if ((await this.list.find({ names: [into] })).length > 0) throw validationError({ to: [`There is a tag "${into}" already. Merge the two instead.`] });
    return this.replace([name], into, `Renamed the tag "${name}" to "${into}"`);
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_ERROR */
  async merge(tags: readonly string[], into: string): Promise<BulkRun> {
    requirePermission('manage:settings');
    const target = nameFrom(into, 'into');
    const names = [...new Set(tags.map((tag) => nameFrom(tag, 'tags')))].filter((name) => name !== target);
    if (names.length === 0) throw validationError({ tags: ['Name at least one tag besides the one that stays.'] });
    if (names.length > MOST_MERGED) throw validationError({ tags: [`At most ${MOST_MERGED} tags at once.`] });
    await this.demand([...names, target]);
    return this.replace(names, target, `Merged ${names.length === 1 ? 'the tag' : 'the tags'} ${names.map((name) => `"${name}"`).join(', ')} into "${target}"`);
  }

  /** Takes a tag off every record. @throws FORBIDDEN, NOT_FOUND */
  async remove(tag: string): Promise<BulkRun> {
    requirePermission('manage:settings');
    const name = nameFrom(tag, 'name');
    await this.demand([name]);
    return this.replace([name], null, `Deleted the tag "${name}"`);
  }

  private async replace(tags: readonly string[], into: string | null, label: string): Promise<BulkRun> {
    const types = await this.list.types();
    const parts = types.map((type) => ({ type, selection: { filter: { [TAGS]: { hasAny: [...tags] } }, archived: 'include' as const } }));
    const colours = await this.colours(into === null ? tags : [...tags, into]);
    return this.bulk.begin({ recordType: 'record', action: 'RETAG', details: { tags, into }, label }, parts, [...recolouring(colours, tags, into), ...(into === null ? [] : await this.filters.following(tags, into))]);
  }

  private colours(names: readonly string[]): Promise<ColourRow[]> {
    return this.database.read<ColourRow>('select id, name, colour from tag_colours where deleted_at is null and name = any($1::text[]) order by array_position($1::text[], name)', [names]);
  }

  /** @throws NOT_FOUND unless each is carried by a record that the caller sees, or has a colour */
  private async demand(names: readonly string[]): Promise<void> {
    const known = new Set((await this.list.find({ names })).map(({ name }) => name));
    const missing = names.find((name) => !known.has(name));
    if (missing) throw notFound(`The tag "${missing}"`);
  }
}

function nameFrom(input: string, field: string): string {
  const name = input.trim();
  if (!name) throw validationError({ [field]: ['A tag needs a name.'] });
  if (name.length > LONGEST || name.includes('\u0000')) throw validationError({ [field]: [`A tag is at most ${LONGEST} characters.`] });
  return name;
}

const removal = ({ id }: ColourRow): RecordChange => ({ type: tagColourRecord, operation: 'delete', id, derived: true });
const colouring = (present: ColourRow | undefined, name: string, colour: TagColour): RecordChange =>
  present ? { type: tagColourRecord, operation: 'update', id: present.id, values: { colour }, derived: true } : { type: tagColourRecord, operation: 'create', values: { name, colour }, derived: true };

/** The tag that stays keeps its colour, or takes the first that one of the others had. */
function recolouring(colours: readonly ColourRow[], tags: readonly string[], into: string | null): RecordChange[] {
  const going = colours.filter(({ name }) => name !== into && tags.includes(name));
  const inherits = into !== null && !colours.some(({ name }) => name === into);
  const [heir, ...rest] = going;
  if (!heir || !inherits) return going.map(removal);
  return [{ type: tagColourRecord, operation: 'update', id: heir.id, values: { name: into }, derived: true }, ...rest.map(removal)];
}
