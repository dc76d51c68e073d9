import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import { PurgeTrashedDocument, RestoreTrashedDocument, TrashedRecordsDocument, type RestoreTrashedMutation, type TrashedRecordsQuery } from './operations.generated.js';

export type TrashPage = TrashedRecordsQuery['trashedRecords'];
export type TrashedRecord = TrashPage['nodes'][number];
export type TrashOutcome = Omit<RestoreTrashedMutation['restoreTrashedRecords'], '__typename'>;

const PAGE = 50;
/** As many as the API takes in one request. */
const AT_ONCE = 200;

/** What the trash reads and writes. Every method throws `AppError`. */
@Service()
export class TrashGateway {
  private readonly graphql = inject(GraphqlClient);

  async page(recordType: string | null, after: string | null): Promise<TrashPage> {
    return (await this.graphql.query(TrashedRecordsDocument, { recordType, first: PAGE, after })).trashedRecords;
  }

  async restore(records: readonly TrashedRecord[]): Promise<TrashOutcome> {
    const outcomes: TrashOutcome[] = [];
    for (let from = 0; from < records.length; from += AT_ONCE) {
      outcomes.push((await this.graphql.mutate(RestoreTrashedDocument, { records: named(records.slice(from, from + AT_ONCE)) })).restoreTrashedRecords);
    }
    return { done: outcomes.reduce((sum, { done }) => sum + done, 0), refused: outcomes.flatMap(({ refused }) => refused) };
  }

  async purge(records: readonly TrashedRecord[]): Promise<TrashOutcome> {
    return (await this.graphql.mutate(PurgeTrashedDocument, { records: named(records) })).purgeTrashedRecords;
  }
}

const named = (records: readonly TrashedRecord[]): { recordType: string; recordId: string }[] => records.map(({ recordType, recordId }) => ({ recordType, recordId }));
