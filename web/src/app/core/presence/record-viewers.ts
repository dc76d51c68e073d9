import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiAvatar } from '@libs/ui';
import { Presence } from './presence.js';

/** Tells colleagues that this record is looked at for as long as it is drawn, and shows who else does. */
@Component({
  selector: 'app-record-viewers',
  imports: [TranslocoPipe, UiAvatar],
  template: `
    @if (viewers().length > 0) {
      <span role="img" [attr.aria-label]="'presence.viewing' | transloco: { names: names() }">
        @for (viewer of viewers().slice(0, 3); track viewer.memberId) { <ui-avatar [name]="viewer.name" [size]="22" [title]="'presence.viewing' | transloco: { names: viewer.name }" /> }
      </span>
    }
  `,
  styles: `
    span { display: inline-flex; padding-left: 6px; }
    ui-avatar { margin-left: -6px; border: 2px solid var(--ok); box-sizing: content-box; }
  `,
})
export class RecordViewers {
  readonly recordType = input.required<string>();
  readonly id = input.required<string>();
  private readonly presence = inject(Presence);
  protected readonly viewers = computed(() => this.presence.viewersOf(this.recordType(), this.id()));
  protected readonly names = computed(() => this.viewers().map((viewer) => viewer.name).join(', '));

  constructor() {
    effect((onCleanup) => {
      const recordType = this.recordType();
      const id = this.id();
      onCleanup(untracked(() => this.presence.view(recordType, id)));
    });
  }
}
