import { DestroyRef, DOCUMENT, inject, Service } from '@angular/core';
import { Subject } from 'rxjs';

/** The tabs of one browser share the session's cookies: who signs in or goes to another workspace in one of them has done so in all. */
@Service()
export class SessionTabs {
  private readonly document = inject(DOCUMENT);
  private readonly channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('kinship.session') : null;
  private readonly subject = new Subject<string>();
  /** Ids of the members that other tabs became. */
  readonly others = this.subject.asObservable();

  constructor() {
    if (!this.channel) return;
    this.channel.onmessage = ({ data }) => this.subject.next(String(data));
    inject(DestroyRef).onDestroy(() => this.channel?.close());
  }

  tell(memberId: string): void {
    this.channel?.postMessage(memberId);
  }

  /** From the start page on, with nothing kept in memory. */
  startAnew(): void {
    this.document.location.assign('/');
  }
}
