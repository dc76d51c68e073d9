import { effect, inject, Service, signal, untracked } from '@angular/core';
import { RecordsLive } from '../../../core/records/records-live.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { ViewsGateway, type ListViews } from './views.gateway.js';

const NONE: ListViews = { __typename: 'ListViewsType', views: [], firstView: 'all', chosen: false };

/** The views of the lists that were opened, kept true to what colleagues share, change and delete. */
@Service()
export class ViewsStore {
  private readonly gateway = inject(ViewsGateway);
  private readonly session = inject(SessionStore);
  private readonly lists = signal<ReadonlyMap<string, ListViews>>(new Map());
  private readonly asked = new Set<string>();

  constructor() {
    inject(RecordsLive).events.subscribe((event) => {
      if (event.recordType === 'savedView' || event.kind === 'RESYNC') void this.reloadAll();
    });
    effect(() => {
      this.session.tenant();
      untracked(() => {
        this.asked.clear();
        this.lists.set(new Map());
      });
    });
  }

  /** The views of a list; null until they are known. Asks for them the first time. */
  of(recordType: string): ListViews | null {
    if (!this.asked.has(recordType)) {
      this.asked.add(recordType);
      void this.reload(recordType);
    }
    return this.lists().get(recordType) ?? null;
  }

  /** A list without its views still works: it is then as every list is. */
  async reload(recordType: string): Promise<void> {
    const views = await this.gateway.ofList(recordType).catch(() => this.lists().get(recordType) ?? NONE);
    this.lists.update((lists) => new Map(lists).set(recordType, views));
  }

  private async reloadAll(): Promise<void> {
    await Promise.all([...this.asked].map((recordType) => this.reload(recordType)));
  }
}
