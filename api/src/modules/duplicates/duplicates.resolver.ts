import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { can, requireCan } from '../../platform/access/ability.js';
import { Operation } from '../../platform/access/operation.decorator.js';
import { validationError } from '../../platform/errors/app-error.js';
import { JsonScalar } from '../../platform/graphql/scalars.js';
import { DuplicateQueue } from './duplicate-queue.service.js';
import { DuplicateScans } from './duplicate-scans.service.js';
import { DuplicateDecisionType, DuplicateGroupPageType, DuplicateGroupsArgs, DuplicateScanType, DuplicateSummaryType, PossibleDuplicateType } from './duplicates.types.js';
import { comparedFields, identifiedTypes, typeNamed } from './identity-keys.js';
import { reasonText, type Reason } from './matching/index.js';
import type { Pair } from './pair-store.js';
import { PossibleDuplicates } from './possible-duplicates.service.js';
import { RecordCards } from './record-cards.service.js';

const MOST = 50;

/** Duplicates of every record type that says how its records are recognised. */
@Resolver()
export class DuplicatesResolver {
  constructor(
    private readonly queue: DuplicateQueue,
    private readonly scans: DuplicateScans,
    private readonly possible: PossibleDuplicates,
    private readonly cards: RecordCards,
  ) {}

  @Query(() => [DuplicateSummaryType], { description: 'For each record type that can have duplicates: how many pairs wait for the caller, and the latest scan.' })
  @Operation({ module: 'crm-core', permission: 'view:workspace' })
  async duplicateSummary(): Promise<object[]> {
    const summary: object[] = [];
    for (const type of identifiedTypes().filter((each) => can('edit', each))) {
      const { OPEN: open, DISMISSED: dismissed } = await this.queue.counts(type);
      summary.push({ recordType: type.name, open, dismissed, scan: await this.scans.latest(type) });
    }
    return summary;
  }

  @Query(() => DuplicateGroupPageType, { description: 'Records that are probably the same, of which the caller may edit all.' })
  @Operation({ module: 'crm-core', permission: 'view:workspace' })
  async duplicateGroups(@Args() args: DuplicateGroupsArgs): Promise<object> {
    const type = typeNamed(args.recordType);
    if (args.first < 1 || args.first > MOST) throw validationError({ first: [`Must be 1 to ${MOST}.`] });
    const skip = Number(args.after ?? 0);
    if (!Number.isInteger(skip) || skip < 0) throw validationError({ after: ['Must be the end cursor of a page.'] });
    const { status, search, minScore, reason } = args.filter ?? {};
    const page = await this.queue.page(type, { status: status ?? 'OPEN', search: search?.trim() || null, minScore: minScore ?? 0, reason: reason ?? null, order: args.order }, args.first, skip);
    const fields = [...comparedFields(type), 'ownerId', 'jobTitle'].filter((field) => field in type.allFields);
    const cards = await this.cards.byIds(type, page.groups.flatMap(({ recordIds }) => recordIds), fields);
    const nodes = page.groups.map((group) => ({ ...group, records: group.recordIds.flatMap((id) => cards.get(id) ?? []), pairs: group.pairs.map(told) }));
    const end = skip + nodes.length;
    const pageInfo = { hasNextPage: end < page.total, hasPreviousPage: skip > 0, startCursor: nodes.length > 0 ? String(skip) : null, endCursor: nodes.length > 0 ? String(end) : null };
    return { nodes, pageInfo, totalCount: page.total, pairCount: page.pairs };
  }

  @Query(() => [PossibleDuplicateType], { description: 'Stored records that a form with these values is probably about, best first. Only a warning: nothing is refused for it.' })
  @Operation({ module: 'crm-core', permission: 'view:workspace' })
  async possibleDuplicates(
    @Args('recordType', { type: () => String }) recordType: string,
    @Args('draft', { type: () => JsonScalar, description: 'Values by field, as far as they are known.' }) draft: unknown,
    @Args('exceptId', { type: () => ID, nullable: true, description: 'The record that the form is about.' }) exceptId?: string,
    @Args('first', { type: () => Int, defaultValue: 5 }) first = 5,
  ): Promise<object[]> {
    const type = typeNamed(recordType);
    if (first < 1 || first > MOST) throw validationError({ first: [`Must be 1 to ${MOST}.`] });
    if (typeof draft !== 'object' || draft === null || Array.isArray(draft)) throw validationError({ draft: ['Must be an object with values by field.'] });
    const found = await this.possible.of(type, draft as Record<string, unknown>, exceptId ?? null, first);
    const cards = await this.cards.of(type, found.map(({ row }) => row), comparedFields(type));
    return found.map((match) => ({ ...told(match), record: cards.get(match.recordId) }));
  }

  @Mutation(() => DuplicateScanType, { description: 'Compares all records of the type with each other, in the background.' })
  @Operation({ module: 'crm-core', permission: 'merge:records' })
  async scanForDuplicates(@Args('recordType', { type: () => String }) recordType: string): Promise<object> {
    const type = typeNamed(recordType);
    requireCan('edit', type);
    return this.scans.start(type);
  }

  @Mutation(() => DuplicateDecisionType, { description: 'Says that the two records of each pair are not the same; they are not proposed again.' })
  @Operation({ module: 'crm-core', permission: 'merge:records' })
  async dismissDuplicates(@Args('recordType', { type: () => String }) recordType: string, @Args('ids', { type: () => [ID] }) ids: string[]): Promise<object> {
    await this.queue.decide(typeNamed(recordType), ids, 'DISMISSED');
    return { ids };
  }

  @Mutation(() => DuplicateDecisionType, { description: 'Takes a dismissal back.' })
  @Operation({ module: 'crm-core', permission: 'merge:records' })
  async reopenDuplicates(@Args('recordType', { type: () => String }) recordType: string, @Args('ids', { type: () => [ID] }) ids: string[]): Promise<object> {
    await this.queue.decide(typeNamed(recordType), ids, 'OPEN');
    return { ids };
  }
}

/** With its reasons in words. */
const told = <T extends Pick<Pair, 'reasons'>>(match: T): T & { reasons: (Reason & { text: string })[] } => ({ ...match, reasons: match.reasons.map((reason) => ({ ...reason, text: reasonText(reason) })) });
