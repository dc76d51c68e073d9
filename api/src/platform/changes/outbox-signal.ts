import { Injectable } from '@nestjs/common';

/**
 * Tells the dispatcher that something waits in the outbox. A signal may be lost: the dispatcher also looks by itself, so this only makes
 * events quick, never possible.
 */
@Injectable()
export class OutboxSignal {
  private listeners: (() => void)[] = [];

  raise(): void {
    for (const listener of this.listeners) listener();
  }

  /** @returns a function that stops listening. */
  onRaise(listener: () => void): () => void {
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((present) => present !== listener);
    };
  }
}
