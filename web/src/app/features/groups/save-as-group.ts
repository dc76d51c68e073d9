import { Component, computed, inject } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiIcon } from '@libs/ui';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RecordEditing } from '../records/record-editing.js';
import { ListState } from '../records/views/list-state.js';
import { canBeGroup } from './group-filter.js';

/** Makes a group of what a filtered list of contacts holds, now and from now on. */
@Component({
  selector: 'app-save-as-group',
  imports: [TranslocoPipe, UiButton, UiIcon],
  template: `
    @if (offered()) { <button uiButton size="sm" variant="ghost" type="button" (click)="save()"><ui-icon name="group" [size]="14" />{{ 'groups.saveAs' | transloco }}</button> }
  `,
})
export class SaveAsGroup {
  private readonly state = inject(ListState);
  private readonly session = inject(SessionStore);
  private readonly types = inject(RecordTypesStore);
  private readonly editing = inject(RecordEditing);
  private readonly router = inject(Router);
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap);
  /** What is only searched for, or archived, is no part of the filter, and the group would hold others than the list. */
  protected readonly offered = computed(() => this.session.can('create', 'contactGroup') && !this.query()?.get('q') && !this.query()?.get('archived') && canBeGroup(this.state.type(), this.state.filter()));

  protected async save(): Promise<void> {
    const group = await this.editing.create({ type: this.types.named('contactGroup'), values: { kind: 'DYNAMIC', filter: this.state.apiFilter() } });
    if (group) await this.router.navigate(['/contactGroups', group.id]);
  }
}
