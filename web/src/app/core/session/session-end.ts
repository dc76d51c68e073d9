import { Service } from '@angular/core';
import { Subject } from 'rxjs';

/** Where the transport says that the session is over; the session store listens. Apart, so that neither needs the other. */
@Service()
export class SessionEnd {
  private readonly subject = new Subject<void>();
  readonly events = this.subject.asObservable();

  private readonly restriction = new Subject<void>();
  readonly restrictions = this.restriction.asObservable();

  /** The workspace asks for two-factor sign-in from now on, and this person has none. */
  restricted(): void {
    this.restriction.next();
  }

  ended(): void {
    this.subject.next();
  }
}
