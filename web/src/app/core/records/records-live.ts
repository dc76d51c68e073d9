import { DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import { Subject, type Observable, type Subscription } from 'rxjs';
import { GraphqlClient } from '../graphql/graphql-client.js';
import { Connection } from '../connection/connection.js';
import { SessionStore } from '../session/session.store.js';
import { RecordEventsDocument, type RecordEventsSubscription } from './operations.generated.js';
import { RecordsGateway } from './records.gateway.js';
import { RecordTypesStore } from './record-types.store.js';

export type LiveEvent = RecordEventsSubscription['recordEvents'];

/** Changes that come within it are read together. */
const BURST_MS = 60;

/**
 * What colleagues do, as it happens. One subscription for the whole client: a changed record that is on screen somewhere is read again and shows
 * everywhere, and whoever keeps lists or sums listens to `events`. The last event's id goes along when the socket reconnects, so nothing is missed.
 */
@Service()
export class RecordsLive {
  private readonly graphql = inject(GraphqlClient);
  private readonly session = inject(SessionStore);
  private readonly connection = inject(Connection);
  private readonly types = inject(RecordTypesStore);
  private readonly gateway = inject(RecordsGateway);
  private readonly subject = new Subject<LiveEvent>();
  private readonly waiting = new Map<string, { recordType: string; id: string }>();
  private subscription: Subscription | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last: string | null = null;

  /** Every event the person may see, own changes included. `RESYNC` says that some were missed: read again. */
  readonly events: Observable<LiveEvent> = this.subject.asObservable();
  readonly lastEvent = signal<LiveEvent | null>(null);

  constructor() {
    effect(() => {
      const tenant = this.session.tenant()?.id ?? null;
      untracked(() => this.restart(tenant));
    });
    // The socket subscribes again by itself, but as it did the first time; only we know how far we had come.
    effect(() => {
      if (this.connection.reconnects() > 0) untracked(() => this.resume());
    });
    inject(DestroyRef).onDestroy(() => this.restart(null));
  }

  private restart(tenantId: string | null): void {
    this.subscription?.unsubscribe();
    this.subscription = null;
    this.last = null;
    if (tenantId) this.listen();
  }

  private resume(): void {
    if (!this.subscription) return;
    this.subscription.unsubscribe();
    this.listen();
  }

  private listen(): void {
    this.subscription = this.graphql.subscribe(RecordEventsDocument, { types: null, after: this.last }).subscribe({
      next: ({ recordEvents }) => this.take(recordEvents),
      // The API ends a stream when the session does or when it fell too far behind; with a new one the feed goes on where it stopped.
      error: () => this.again(),
      complete: () => this.again(),
    });
  }

  private again(): void {
    clearTimeout(this.timer);
    if (this.session.state() === 'authenticated') this.timer = setTimeout(() => this.listen(), 3_000);
  }

  private take(event: LiveEvent): void {
    this.last = event.id;
    // READY says that everything missed has been told; nobody has to do anything about it.
    if (event.kind === 'READY') return;
    if (event.recordType && event.recordId && event.kind.endsWith('.updated')) this.refreshSoon(event.recordType, event.recordId);
    // Fields came or went, for everybody: descriptions first, so that whoever listens finds them new.
    if (event.recordType === 'customField') return void this.types.reload().catch(() => undefined).then(() => this.tell(event));
    this.tell(event);
  }

  private tell(event: LiveEvent): void {
    this.lastEvent.set(event);
    this.subject.next(event);
  }

  /** A burst of changes to a record costs one read; a record nobody has on screen costs none. */
  private refreshSoon(recordType: string, id: string): void {
    const type = this.types.find(recordType);
    if (!type) return;
    const cacheId = `${type.typeName}:${id}`;
    if (!(cacheId in (this.graphql.cache.extract() as Record<string, unknown>))) return;
    const first = this.waiting.size === 0;
    this.waiting.set(cacheId, { recordType, id });
    if (first) setTimeout(() => this.refreshWaiting(), BURST_MS);
  }

  private refreshWaiting(): void {
    const records = [...this.waiting.values()];
    this.waiting.clear();
    for (const { recordType, id } of records) void this.gateway.refresh(this.types.named(recordType), id).catch(() => undefined);
  }
}
