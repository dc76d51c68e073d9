import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialog, UiField, UiInput, UiSkeleton } from '@libs/ui';
import { Formats } from '../../../core/format/formats.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { RecordTypesStore } from '../../../core/records/record-types.store.js';
import { SettingsGateway, type Holding, type MemberRow, type Successor } from '../settings.gateway.js';

export interface HandOverData {
  readonly member: MemberRow;
  /** Whether they are deactivated with it; what they own may stay theirs then. */
  readonly leaving: boolean;
}

/** The run that hands over; null when nothing had to be. */
export interface HandedOver {
  readonly runId: string | null;
}

/** Says what a member owns and asks who goes on with it. Closes when the API has begun. */
@Component({
  selector: 'app-hand-over-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiDialog, UiField, UiInput, UiSkeleton],
  template: `
    <ui-dialog [heading]="(data.leaving ? 'settings.members.ask.deactivate.title' : 'settings.handOver.title') | transloco: { name: data.member.name }">
      <form id="hand-over-form" novalidate class="flex flex-col gap-4" (submit)="send($event)">
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        <p class="m-0 text-muted">{{ (data.leaving ? 'settings.handOver.leaving' : 'settings.handOver.lead') | transloco: { name: data.member.name } }}</p>
        @if (holdings(); as list) {
          @if (list.length === 0) { <p class="m-0">{{ 'settings.handOver.nothing' | transloco: { name: data.member.name } }}</p> }
          @else {
            <ul class="holdings" [attr.aria-label]="'settings.handOver.owns' | transloco: { name: data.member.name }">
              @for (each of list; track each.recordType) { <li><span>{{ types.find(each.recordType)?.labelPlural ?? each.recordType }}</span><strong>{{ formats.number(each.count) }}</strong></li> }
            </ul>
            @if (many()) { <ui-field [label]="'settings.members.find' | transloco"><input uiInput type="search" autocomplete="off" (change)="find($any($event.target).value)" /></ui-field> }
            <ui-field [label]="'settings.handOver.to' | transloco" [hint]="(data.leaving ? 'settings.handOver.hintLeaving' : 'settings.handOver.hint') | transloco">
              <select uiInput (change)="to.set($any($event.target).value)">
                <option value="" [selected]="!to()">{{ (data.leaving ? 'settings.handOver.keep' : 'settings.handOver.choose') | transloco: { name: data.member.name } }}</option>
                @for (each of successors(); track each.id) { <option [value]="each.id" [selected]="each.id === to()">{{ each.name }}{{ each.email ? ' · ' + each.email : '' }}</option> }
              </select>
            </ui-field>
          }
        } @else if (!problem()) { <ui-skeleton height="140px" /> }
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'settings.cancel' | transloco }}</button>
        <button uiButton [variant]="data.leaving ? 'danger' : 'primary'" type="submit" form="hand-over-form" [loading]="sending()" [disabled]="!ready()">{{ (data.leaving ? 'settings.members.deactivate' : 'settings.members.handOver') | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    .holdings { margin: 0; padding: 4px 14px; border: 1px solid var(--line); border-radius: var(--radius); list-style: none; }
    .holdings li { display: flex; justify-content: space-between; gap: 12px; padding: 5px 0; }
    .holdings strong { font-variant-numeric: tabular-nums; font-weight: 600; }
  `,
})
export class HandOverDialog {
  protected readonly data = inject<HandOverData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<HandedOver, HandOverDialog>>(DialogRef);
  protected readonly types = inject(RecordTypesStore);
  protected readonly formats = inject(Formats);
  private readonly gateway = inject(SettingsGateway);
  private readonly errors = inject(ErrorText);
  protected readonly holdings = signal<readonly Holding[] | null>(null);
  protected readonly successors = signal<readonly Successor[]>([]);
  /** More than the list shows at once. */
  protected readonly many = signal(false);
  protected readonly to = signal('');
  protected readonly sending = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly ready = computed(() => this.data.leaving || this.to() !== '');

  constructor() {
    void this.load();
  }

  protected async find(search: string): Promise<void> {
    try {
      const { nodes, totalCount } = await this.gateway.successors(search.trim() || null);
      this.to.set('');
      this.successors.set(nodes.filter(({ id }) => id !== this.data.member.id));
      if (!search.trim()) this.many.set(totalCount > nodes.length);
    } catch (error) {
      this.problem.set(this.errors.of(error));
    }
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending() || !this.ready()) return;
    this.sending.set(true);
    this.problem.set(null);
    const { member, leaving } = this.data;
    const to = this.to();
    try {
      this.ref.close({ runId: leaving ? await this.gateway.deactivate(member.id, to || null) : await this.gateway.handOver(member.id, to) });
    } catch (error) {
      this.problem.set(this.errors.inFull(error));
    } finally {
      this.sending.set(false);
    }
  }

  private async load(): Promise<void> {
    try {
      const [holdings] = await Promise.all([this.gateway.holdings(this.data.member.id, this.data.leaving), this.find(''), this.types.load()]);
      this.holdings.set(holdings);
    } catch (error) {
      this.problem.set(this.errors.of(error));
    }
  }
}
