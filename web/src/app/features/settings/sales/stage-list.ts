import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, type CdkDragDrop, CdkDragHandle, CdkDropList, moveItemInArray } from '@angular/cdk/drag-drop';
import { afterNextRender, Component, computed, ElementRef, inject, Injector, input, linkedSignal, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiButton, UiDialogs, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuRadio, UiNumberInput } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { stageColour, STAGE_COLOURS } from '../../opportunities/stage-colour.js';
import { DeleteStageDialog, type DeleteStageChoice, type DeleteStageData } from './delete-stage-dialog.js';
import { SalesSettingsGateway, type PipelineSettings, type StageColour, type StageSettings, type StageType, type UpdateStageInput } from './sales-settings.gateway.js';
import { UndoableWrites } from '../../records/undoable-writes.js';

const TYPES: readonly StageType[] = ['OPEN', 'WON', 'LOST'];

/** The stages of a pipeline in their order, edited in place. The handle drags; Alt and an arrow on it move the stage, too. */
@Component({
  selector: 'app-stage-list',
  imports: [CdkDrag, CdkDragHandle, CdkDropList, TranslocoPipe, UiButton, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuRadio, UiNumberInput],
  templateUrl: './stage-list.html',
  styleUrl: './stage-list.css',
})
export class StageList {
  readonly pipeline = input.required<PipelineSettings>();
  readonly editable = input.required<boolean>();
  readonly reload = input.required<() => Promise<void>>();
  private readonly gateway = inject(SalesSettingsGateway);
  private readonly writes = inject(UndoableWrites);
  private readonly dialogs = inject(UiDialogs);
  private readonly errors = inject(ErrorText);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly transloco = inject(TranslocoService);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly types = TYPES;
  protected readonly colours = STAGE_COLOURS;
  protected readonly colourOf = stageColour;
  /** In the order just asked for, until the answer is there. */
  protected readonly stages = linkedSignal(() => this.pipeline().stages);
  protected readonly adding = signal('');
  protected readonly nextProbability = computed(() => Math.max(10, ...this.stages().filter((stage) => stage.type === 'OPEN').map((stage) => stage.probability)));

  protected hue(colour: StageColour): string {
    return stageColour({ colour, type: 'OPEN' });
  }

  protected drop(event: CdkDragDrop<unknown>): void {
    if (event.previousIndex !== event.currentIndex) void this.reorder(event.previousIndex, event.currentIndex);
  }

  protected onKey(event: KeyboardEvent, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const to = index + (event.key === 'ArrowUp' ? -1 : 1);
    const stage = this.stages()[index];
    if (!stage || to < 0 || to >= this.stages().length) return;
    void this.reorder(index, to);
    void this.announcer.announce(this.transloco.translate('salesSettings.movedTo', { name: stage.name, place: to + 1 }));
    afterNextRender(() => this.host.querySelectorAll<HTMLElement>('.handle')[to]?.focus(), { injector: this.injector });
  }

  protected rename(stage: StageSettings, name: string): void {
    if (name.trim() && name.trim() !== stage.name) void this.update(stage, { name: name.trim() });
  }

  protected setProbability(stage: StageSettings, value: string | null): void {
    if (value !== null && Number(value) !== stage.probability) void this.update(stage, { probability: Math.round(Number(value)) });
  }

  protected setColour(stage: StageSettings, colour: StageColour): void {
    if (colour !== stage.colour) void this.update(stage, { colour });
  }

  protected setType(stage: StageSettings, type: StageType): void {
    // Won and lost have fixed chances; an open stage needs one.
    void this.update(stage, type === 'OPEN' ? { type, probability: 50 } : { type });
  }

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.adding().trim();
    if (!name) return;
    const done = await this.writes.run('salesSettings.stageAdded', { name }, () => this.gateway.addStage({ pipelineId: this.pipeline().id, name, type: 'OPEN', probability: Math.min(90, this.nextProbability()), colour: 'BLUE' }), this.reload());
    if (done) this.adding.set('');
  }

  protected async remove(stage: StageSettings): Promise<void> {
    try {
      const deals = await this.gateway.dealsIn(stage.id);
      let moveTo: string | null = null;
      if (deals > 0) {
        const targets = this.stages().filter((each) => each.id !== stage.id && each.type === stage.type).map((each) => ({ value: each.id, label: each.name, color: stageColour(each) }));
        const ref = this.dialogs.open<DeleteStageChoice, DeleteStageData, DeleteStageDialog>(DeleteStageDialog, { data: { name: stage.name, deals, targets }, size: 'sm' });
        const choice = await firstValueFrom(ref.closed, { defaultValue: undefined });
        if (!choice) return;
        moveTo = choice.moveTo;
      }
      await this.writes.run('salesSettings.stageDeleted', { name: stage.name }, () => this.gateway.deleteStage(stage.id, moveTo), this.reload());
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async reorder(from: number, to: number): Promise<void> {
    const next = [...this.stages()];
    moveItemInArray(next, from, to);
    this.stages.set(next);
    await this.writes.run('salesSettings.reordered', { name: this.pipeline().name }, () => this.gateway.reorder(this.pipeline().id, next.map((stage) => stage.id)), this.reload());
    // A refused order goes back even when nothing new was read.
    this.stages.set(this.pipeline().stages);
  }

  private update(stage: StageSettings, changes: Omit<UpdateStageInput, 'id'>): Promise<boolean> {
    return this.writes.run('salesSettings.saved', { name: changes.name ?? stage.name }, () => this.gateway.updateStage({ id: stage.id, expectedVersion: stage.version, ...changes }), this.reload());
  }
}
