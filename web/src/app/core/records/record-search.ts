import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { iconOr } from '@libs/ui';
import { Commands, type Command } from '../commands/commands.js';
import { GraphqlClient } from '../graphql/graphql-client.js';
import { SessionStore } from '../session/session.store.js';
import { SearchDocument, type SearchQuery } from './operations.generated.js';
import { RecentRecords } from './recent-records.js';
import { RecordPages } from './record-pages.js';
import { RecordTypesStore } from './record-types.store.js';

export type SearchHit = SearchQuery['search']['hits'][number];

const IN_PALETTE = 12;
const RECENT_IN_PALETTE = 6;

/** Finds records of every type; in the palette, a result opens the record's page. Constructed once, with the client. */
@Service()
export class RecordSearch {
  private readonly graphql = inject(GraphqlClient);
  private readonly types = inject(RecordTypesStore);
  private readonly pages = inject(RecordPages);
  private readonly recent = inject(RecentRecords);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);

  constructor() {
    const commands = inject(Commands);
    commands.add(() => this.recentCommands());
    commands.addSearch((query, signal) => this.commandsFor(query, signal));
  }

  /** Best first; of the types that have pages, or of one of them. @throws AppError */
  async find(query: string, first: number, recordType: string | null = null): Promise<readonly SearchHit[]> {
    await this.types.load();
    const types = recordType ? [recordType] : this.pages.typeNames();
    if (types.length === 0) return [];
    return (await this.graphql.query(SearchDocument, { query, types: [...types], first })).search.hits;
  }

  private async commandsFor(query: string, signal: AbortSignal): Promise<readonly Command[]> {
    const hits = await this.find(query, IN_PALETTE);
    if (signal.aborted) return [];
    const group = this.transloco.translate('commands.records');
    const all: Command = { id: 'search-all', label: this.transloco.translate('commands.searchAll', { query }), group, icon: 'search', run: () => void this.router.navigate(['/search'], { queryParams: { q: query } }) };
    return [...hits.map((hit) => this.open(hit.recordType, hit.recordId, hit.title, group, hit.detail)), all];
  }

  private recentCommands(): readonly Command[] {
    if (this.session.state() !== 'authenticated') return [];
    const group = this.transloco.translate('commands.recent');
    return this.recent.all().filter((each) => this.types.find(each.recordType)).slice(0, RECENT_IN_PALETTE).map((each) => this.open(each.recordType, each.id, each.title, group, null));
  }

  private open(recordType: string, id: string, title: string, group: string, detail: string | null): Command {
    const type = this.types.named(recordType);
    return { id: `record-${recordType}-${id}`, label: title, detail: [type.label, detail].filter(Boolean).join(' · '), group, icon: iconOr(type.icon), run: () => void this.router.navigateByUrl(this.pages.linkOf(recordType, id)) };
  }
}
