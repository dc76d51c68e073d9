import { inject, Service, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { UiDialogs } from '@libs/ui';
import { firstValueFrom, type Observable } from 'rxjs';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { fieldNamed } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordEditing } from '../records/record-editing.js';
import { LoseDialog, type LoseData, type Loss } from './lose-dialog.js';
import { OpportunitiesGateway, type DealCard, type DealStage, type DealWritten } from './opportunities.gateway.js';
import { WinDialog, type WinData, type Winning } from './win-dialog.js';

/** Moving deals as people do it, from the board and from the stage path: asks for what a closed stage needs, offers Undo, and tells when a colleague was quicker. */
@Service()
export class DealMoves {
  private readonly gateway = inject(OpportunitiesGateway);
  private readonly dialogs = inject(UiDialogs);
  private readonly errors = inject(ErrorText);
  private readonly types = inject(RecordTypesStore);
  private readonly editing = inject(RecordEditing);
  private readonly transloco = inject(TranslocoService);
  private readonly asks = signal(false);
  /** Whether a person is being asked for what a closed stage needs: nothing is on its way yet. */
  readonly asking = this.asks.asReadonly();

  /**
   * Into a stage: a lost one asks for the reason, a won one for the account when there is none.
   * @returns null when the person thought better of it
   * @throws AppError; `explain` says it
   */
  async into(deal: DealCard, stage: Pick<DealStage, 'id' | 'name' | 'type'>): Promise<DealWritten | null> {
    if (stage.type === 'LOST') {
      const loss = await this.askLoss(deal);
      if (!loss) return null;
      const { reason, detail, competitor, closedOn } = loss;
      return this.done('opportunities.lost', deal, stage.name, await this.gateway.moveWith({ id: deal.id, stageId: stage.id, lostReason: reason, lostDetail: detail, competitor, closedOn }));
    }
    if (stage.type === 'WON' && !deal.accountId) {
      const winning = await this.askAccount(deal);
      return winning && this.done('opportunities.won', deal, stage.name, await this.gateway.moveWith({ id: deal.id, stageId: stage.id, accountId: winning.accountId, closedOn: winning.closedOn }));
    }
    const written = await this.moveSeen(deal, stage.id);
    return this.done(stage.type === 'WON' ? 'opportunities.won' : 'opportunities.moved', deal, stage.name, written);
  }

  async win(deal: DealCard, wonStageId: string): Promise<DealWritten | null> {
    if (deal.accountId) return this.done('opportunities.won', deal, '', await this.gateway.win(deal.id));
    const winning = await this.askAccount(deal);
    return winning && this.done('opportunities.won', deal, '', await this.gateway.moveWith({ id: deal.id, stageId: wonStageId, accountId: winning.accountId, closedOn: winning.closedOn }));
  }

  async lose(deal: DealCard): Promise<DealWritten | null> {
    const loss = await this.askLoss(deal);
    return loss ? this.done('opportunities.lost', deal, '', await this.gateway.lose({ id: deal.id, ...loss })) : null;
  }

  async reopen(deal: DealCard): Promise<DealWritten> {
    return this.done('opportunities.reopened', deal, '', await this.gateway.reopen(deal.id));
  }

  /** The failure in words, as a toast; `recordType` is what was written. */
  explain(error: unknown, recordType = 'opportunity'): void {
    const type = this.types.find(recordType);
    this.errors.toast(error, (name) => type && fieldNamed(type, name)?.label);
  }

  /** A colleague who edited something else does not stop the move; one who moved the deal does. */
  private async moveSeen(deal: DealCard, stageId: string): Promise<DealWritten> {
    try {
      return await this.gateway.move(deal.id, stageId, deal.version);
    } catch (error) {
      if (toAppError(error).code !== 'CONFLICT') throw error;
      const current = await this.gateway.refreshDeal(deal.id);
      if (current.stageId !== deal.stageId) throw error;
      return this.gateway.move(deal.id, stageId, current.version);
    }
  }

  private askLoss(deal: DealCard): Promise<Loss | null> {
    return this.answered(this.dialogs.open<Loss, LoseData, LoseDialog>(LoseDialog, { data: { name: deal.name }, size: 'sm' }).closed);
  }

  private askAccount(deal: DealCard): Promise<Winning | null> {
    return this.answered(this.dialogs.open<Winning, WinData, WinDialog>(WinDialog, { data: { name: deal.name }, size: 'sm' }).closed);
  }

  private async answered<T>(closed: Observable<T | undefined>): Promise<T | null> {
    this.asks.set(true);
    try {
      return (await firstValueFrom(closed, { defaultValue: undefined })) ?? null;
    } finally {
      this.asks.set(false);
    }
  }

  private done(key: string, deal: DealCard, stage: string, written: DealWritten): DealWritten {
    this.editing.offerUndoText(this.transloco.translate(key, { name: deal.name, stage }), written.changeSetId, () => void this.gateway.refreshDeal(deal.id).catch(() => undefined));
    return written;
  }
}
