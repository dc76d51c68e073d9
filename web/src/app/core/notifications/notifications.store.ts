import { computed, DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import type { Subscription } from 'rxjs';
import { Connection } from '../connection/connection.js';
import { toAppError, type AppError } from '../graphql/app-error.js';
import { ErrorText } from '../graphql/error-text.js';
import { SessionStore } from '../session/session.store.js';
import { NotificationsGateway, type NotificationRow } from './notifications.gateway.js';

/** The person's notifications: how many are unread, always, and the list once somebody looks at it. Live. */
@Service()
export class NotificationsStore {
  private readonly gateway = inject(NotificationsGateway);
  private readonly session = inject(SessionStore);
  private readonly connection = inject(Connection);
  private readonly errors = inject(ErrorText);
  private readonly rows = signal<readonly NotificationRow[] | null>(null);
  private readonly more = signal<string | null>(null);
  readonly unread = signal(0);
  readonly unreadOnly = signal(false);
  readonly error = signal<AppError | null>(null);
  /** Null until it was read. */
  readonly items = this.rows.asReadonly();
  readonly hasMore = computed(() => this.more() !== null);
  /** The one that came last while the client was open. */
  readonly latest = signal<NotificationRow | null>(null);
  private subscription: Subscription | null = null;

  constructor() {
    effect(() => {
      const tenant = this.session.tenant()?.id ?? null;
      this.connection.reconnects();
      untracked(() => this.restart(tenant));
    });
    inject(DestroyRef).onDestroy(() => this.subscription?.unsubscribe());
  }

  /** Reads the first page. */
  async load(): Promise<void> {
    try {
      const { items, next, unread } = await this.gateway.page(null, this.unreadOnly());
      this.rows.set(items);
      this.more.set(next);
      this.unread.set(unread);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }

  async older(): Promise<void> {
    const after = this.more();
    if (!after) return;
    await this.guard(async () => {
      const { items, next } = await this.gateway.page(after, this.unreadOnly());
      this.rows.update((rows) => merge(rows ?? [], items));
      this.more.set(next);
    });
  }

  show(unreadOnly: boolean): void {
    this.unreadOnly.set(unreadOnly);
    this.rows.set(null);
    void this.load();
  }

  /** Shown at once; taken back when it fails. */
  mark(row: NotificationRow, read: boolean): Promise<void> {
    if (Boolean(row.readAt) === read) return Promise.resolve();
    this.rows.update((rows) => rows?.map((each) => (each.id === row.id ? { ...each, readAt: read ? new Date().toISOString() : null } : each)) ?? null);
    this.unread.update((count) => Math.max(0, count + (read ? -1 : 1)));
    return this.guard(async () => this.unread.set(await this.gateway.mark([row.id], read)));
  }

  markAll(): Promise<void> {
    const now = new Date().toISOString();
    this.rows.update((rows) => rows?.map((each) => ({ ...each, readAt: each.readAt ?? now })) ?? null);
    this.unread.set(0);
    return this.guard(async () => this.unread.set(await this.gateway.markAll()));
  }

  remove(row: NotificationRow): Promise<void> {
    this.rows.update((rows) => rows?.filter((each) => each.id !== row.id) ?? null);
    return this.guard(async () => this.unread.set(await this.gateway.remove([row.id])));
  }

  restore(row: NotificationRow): Promise<void> {
    return this.guard(async () => {
      this.unread.set(await this.gateway.restore([row.id]));
      await this.load();
    });
  }

  private restart(tenantId: string | null): void {
    this.subscription?.unsubscribe();
    this.rows.set(null);
    this.unread.set(0);
    if (!tenantId) return;
    this.subscription = this.gateway.news().subscribe({
      next: ({ notification, unreadCount }) => {
        this.unread.set(unreadCount);
        if (notification) this.arrived(notification);
      },
      // A refusal: the session ended or the workspace is not active; what follows from that is told elsewhere.
      error: () => undefined,
    });
  }

  private arrived(notification: NotificationRow): void {
    // The same may be told of twice.
    if (this.latest()?.id === notification.id) return;
    this.rows.update((rows) => rows && merge([notification], rows));
    this.latest.set(notification);
  }

  private async guard(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.errors.toast(error);
      await this.load();
    }
  }
}

const merge = (first: readonly NotificationRow[], then: readonly NotificationRow[]): readonly NotificationRow[] => [...new Map([...first, ...then].map((row) => [row.id, row])).values()];
