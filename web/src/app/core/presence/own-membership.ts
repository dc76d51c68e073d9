import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { RecordsLive } from '../records/records-live.js';
import { RecordTypesStore } from '../records/record-types.store.js';
import { SessionStore } from '../session/session.store.js';

/** A role or an exception that somebody changes holds at once, without signing in again. */
@Service()
export class OwnMembership {
  private readonly session = inject(SessionStore);
  private readonly types = inject(RecordTypesStore);
  private readonly router = inject(Router);

  constructor() {
    inject(RecordsLive).events.subscribe((event) => {
      if (event.recordType === 'member' && event.recordId === this.session.member()?.id) void this.follow();
    });
  }

  private async follow(): Promise<void> {
    await this.session.refreshAbilities();
    // The page that is open may be one that is theirs no more: it goes before its description does.
    await this.askAgain();
    // Descriptions say what one may create; those there are stay when new ones cannot be had.
    await this.types.reload().catch(() => undefined);
    // Or it is theirs from now on.
    await this.askAgain();
  }

  private askAgain(): Promise<boolean> {
    return this.router.navigateByUrl(this.router.url, { onSameUrlNavigation: 'reload' }).catch(() => false);
  }
}
