import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Caller, TestApp } from './app.js';

export interface Told {
  readonly id: string;
  readonly type: string;
  readonly priority: string;
  readonly title: string;
  readonly actionUrl: string | null;
  readonly recordType: string | null;
  readonly recordId: string | null;
  readonly actorName: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly readAt: string | null;
}

const TOLD = 'id type priority title actionUrl recordType recordId actorName data readAt';

/** All that somebody was told, newest first. */
export const told = async (caller: Caller): Promise<Told[]> => (await caller.data<{ notifications: { nodes: Told[] } }>(`{ notifications(first: 100) { nodes { ${TOLD} } } }`)).notifications.nodes;

/** Hears what somebody is told, as it happens. */
export class Bell {
  private readonly heard = new Set<string>();

  private constructor(
    private readonly stream: AsyncIterator<unknown>,
    private readonly end: () => Promise<void>,
  ) {}

  /** Resolves once the server takes the subscription. */
  static async of(app: TestApp, caller: Caller): Promise<Bell> {
    const client = createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: caller.token }, retryAttempts: 0 });
    const stream = client.iterate({ query: `subscription { notificationReceived { unreadCount notification { ${TOLD} } } }` });
    const bell = new Bell(stream, async () => client.dispose());
    await bell.read();
    return bell;
  }

  /** The next notification that comes; one that is told of again is the same. */
  async next(): Promise<Told> {
    for (;;) {
      const { notification } = await this.read();
      if (!notification || this.heard.has(notification.id)) continue;
      this.heard.add(notification.id);
      return notification;
    }
  }

  async read(): Promise<{ notification: Told | null; unreadCount: number }> {
    const { value } = (await this.stream.next()) as { value: { data?: { notificationReceived: { notification: Told | null; unreadCount: number } }; errors?: unknown } };
    if (!value?.data) throw new Error(`The bell broke: ${JSON.stringify(value?.errors)}`);
    return value.data.notificationReceived;
  }

  close(): Promise<void> {
    return this.end();
  }
}
