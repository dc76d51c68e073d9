import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiButton, UiCombobox, UiDateInput, UiDialog, UiField, UiInput } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import type { OpportunityLostReason } from './opportunities.gateway.js';

export interface LoseData {
  readonly name: string;
}

export interface Loss {
  readonly reason: OpportunityLostReason;
  readonly detail: string | null;
  readonly competitor: string | null;
  readonly closedOn: string | null;
}

const REASONS: readonly OpportunityLostReason[] = ['PRICE', 'COMPETITOR', 'NO_BUDGET', 'NO_DECISION', 'TIMING', 'MISSING_FEATURE', 'NO_RESPONSE', 'DUPLICATE', 'OTHER'];

/** Why a deal was lost: what the next one can learn from. */
@Component({
  selector: 'app-lose-dialog',
  imports: [TranslocoPipe, UiButton, UiCombobox, UiDateInput, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="'opportunities.lose.title' | transloco: { name: data.name }">
      <form id="lose-form" class="flex flex-col gap-4" (submit)="save($event)">
        <ui-field [label]="'opportunities.lose.reason' | transloco" [mandatory]="true" [errors]="missing() ? [words.translate('opportunities.lose.reasonNeeded')] : null">
          <ui-combobox [value]="reason()" [options]="reasons" (valueChange)="choose($event)" />
        </ui-field>
        @if (reason() === 'COMPETITOR' || competitor()) {
          <ui-field [label]="'opportunities.lose.competitor' | transloco" [optional]="true">
            <input uiInput maxlength="200" [value]="competitor()" (input)="competitor.set($any($event.target).value)" />
          </ui-field>
        }
        <ui-field [label]="'opportunities.lose.detail' | transloco" [optional]="true">
          <textarea uiInput rows="3" maxlength="5000" [value]="detail()" (input)="detail.set($any($event.target).value)"></textarea>
        </ui-field>
        <ui-field [label]="'opportunities.closedOn' | transloco"><ui-date [(value)]="closedOn" /></ui-field>
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'opportunities.cancel' | transloco }}</button>
        <button uiButton variant="danger" type="submit" form="lose-form">{{ 'opportunities.lose.action' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class LoseDialog {
  protected readonly data = inject<LoseData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Loss, LoseDialog>>(DialogRef);
  protected readonly words = inject(TranslocoService);
  protected readonly reasons = REASONS.map((value) => ({ value, label: this.words.translate(`opportunities.reasons.${value}`) }));
  protected readonly reason = signal<OpportunityLostReason | null>(null);
  protected readonly detail = signal('');
  protected readonly competitor = signal('');
  protected readonly closedOn = signal<string | null>(inject(Formats).today());
  private readonly tried = signal(false);
  protected readonly missing = computed(() => this.tried() && this.reason() === null);

  protected choose(value: string | null): void {
    this.reason.set(REASONS.find((reason) => reason === value) ?? null);
  }

  protected save(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const reason = this.reason();
    if (reason) this.ref.close({ reason, detail: this.detail().trim() || null, competitor: this.competitor().trim() || null, closedOn: this.closedOn() });
  }
}
