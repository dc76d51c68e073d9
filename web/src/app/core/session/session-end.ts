import { Service } from '@angular/core';
import { Subject } from 'rxjs';

/** Where the transport says that the session is over; the session store listens. Apart, so that neither needs the other. */
@Service()
export class SessionEnd {
  private readonly subject = new Subject<void>();
  readonly events = this.subject.asObservable();

  ended(): void {
    this.subject.next();
  }
}
