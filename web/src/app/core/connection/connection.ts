import { computed, DestroyRef, inject, Service, signal } from '@angular/core';

export type ConnectionState = 'online' | 'reconnecting' | 'offline';

/** A short interruption is nobody's business. */
const GRACE_MS = 2_500;

/** Whether the API can be reached, as far as the browser and the socket know. */
@Service()
export class Connection {
  private readonly browserOnline = signal(navigator.onLine);
  private readonly socketLost = signal(false);
  private readonly reconnectCount = signal(0);
  private everConnected = false;
  private dropped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly state = computed<ConnectionState>(() => (!this.browserOnline() ? 'offline' : this.socketLost() ? 'reconnecting' : 'online'));

  /** Counts the times the socket came back; whoever keeps a live feed asks from there for what was missed. */
  readonly reconnects = this.reconnectCount.asReadonly();

  constructor() {
    const update = () => this.browserOnline.set(navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
      clearTimeout(this.timer);
    });
  }

  socketUp(): void {
    clearTimeout(this.timer);
    if (this.dropped) this.reconnectCount.update((count) => count + 1);
    this.dropped = false;
    this.everConnected = true;
    this.socketLost.set(false);
  }

  /** The socket broke. */
  socketDown(): void {
    clearTimeout(this.timer);
    if (!this.everConnected) return;
    this.dropped = true;
    this.timer = setTimeout(() => this.socketLost.set(true), GRACE_MS);
  }

  /** The socket was closed on purpose (sign-out, no subscriber left). */
  socketReleased(): void {
    clearTimeout(this.timer);
    this.socketLost.set(false);
  }
}
