import { computed, DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import type { Subscription } from 'rxjs';
import { Page } from '../page/page.js';
import { Connection } from '../connection/connection.js';
import { GraphqlClient } from '../graphql/graphql-client.js';
import { SessionStore } from '../session/session.store.js';
import { PresenceChangedDocument, SetPresenceDocument, type PresenceChangedSubscription } from './operations.generated.js';

export type PresentMember = PresenceChangedSubscription['presenceChanged'][number];

const AGAIN_MS = 3_000;

/** Who has the workspace open at this moment, and what they look at. Listening is also what makes oneself present. */
@Service()
export class Presence {
  private readonly graphql = inject(GraphqlClient);
  private readonly session = inject(SessionStore);
  private readonly connection = inject(Connection);
  private readonly everybody = signal<readonly PresentMember[]>([]);
  private readonly viewing = signal<{ readonly recordType: string; readonly recordId: string } | null>(null);
  private subscription: Subscription | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Colleagues; oneself is left out. */
  readonly others = computed(() => this.everybody().filter((each) => each.memberId !== this.session.member()?.id));

  constructor() {
    const page = inject(Page);
    effect(() => page.colleagues.set(this.others().map(({ memberId, name }) => ({ id: memberId, name }))));
    effect(() => {
      const tenant = this.session.tenant()?.id ?? null;
      untracked(() => this.restart(tenant !== null));
    });
    // A new socket knows nothing of what was told over the one before.
    effect(() => {
      if (this.connection.reconnects() > 0) untracked(() => this.tell());
    });
    inject(DestroyRef).onDestroy(() => this.restart(false));
  }

  /** Colleagues who look at the same record. Reads a signal. */
  viewersOf(recordType: string, recordId: string): readonly PresentMember[] {
    return this.others().filter((each) => each.viewing?.recordType === recordType && each.viewing.recordId === recordId);
  }

  /** From now on this record is looked at. @returns what ends it */
  view(recordType: string, recordId: string): () => void {
    const mine = { recordType, recordId };
    this.viewing.set(mine);
    this.tell();
    return () => {
      // The next record may be open before the one before is gone.
      if (this.viewing() !== mine) return;
      this.viewing.set(null);
      this.tell();
    };
  }

  private tell(): void {
    // Presence is a courtesy: what could not be told is no error to anybody.
    if (this.session.state() === 'authenticated') void this.graphql.mutate(SetPresenceDocument, { viewing: this.viewing() }).catch(() => undefined);
  }

  private restart(on: boolean): void {
    clearTimeout(this.timer);
    this.subscription?.unsubscribe();
    this.subscription = null;
    this.everybody.set([]);
    if (on) this.listen();
  }

  private listen(): void {
    this.subscription = this.graphql.subscribe(PresenceChangedDocument, {}).subscribe({
      next: ({ presenceChanged }) => this.everybody.set(presenceChanged),
      error: () => this.again(),
      complete: () => this.again(),
    });
  }

  private again(): void {
    clearTimeout(this.timer);
    if (this.session.state() === 'authenticated') this.timer = setTimeout(() => this.listen(), AGAIN_MS);
  }
}
