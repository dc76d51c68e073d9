import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiDialogs, UiField, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuItem, UiNumberInput, UiSkeleton } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { usePage } from '../../../core/page/page.js';
import { RecordsLive } from '../../../core/records/records-live.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { NameDialog, type NameData } from './name-dialog.js';
import { SalesSettingsGateway, type PipelineSettings } from './sales-settings.gateway.js';
import { UndoableWrites } from '../../records/undoable-writes.js';
import { StageList } from './stage-list.js';

/** The pipelines of a workspace: which there are, which one is the default, and the stages of each. */
@Component({
  selector: 'app-pipelines-page',
  imports: [StageList, TranslocoPipe, UiBadge, UiBanner, UiButton, UiField, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuItem, UiNumberInput, UiSkeleton],
  templateUrl: './pipelines-page.html',
  styleUrl: './sales-settings.css',
})
export class PipelinesPage {
  /** Query parameter: the pipeline in view. */
  readonly pipeline = input<string>();
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(SalesSettingsGateway);
  private readonly writes = inject(UndoableWrites);
  private readonly dialogs = inject(UiDialogs);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly transloco = inject(TranslocoService);
  protected readonly pipelines = signal<readonly PipelineSettings[] | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly editable = computed(() => this.session.has('manage:pipelines'));
  protected readonly chosen = computed(() => this.pipelines()?.find((each) => each.id === this.pipeline()) ?? this.pipelines()?.find((each) => each.isDefault) ?? this.pipelines()?.[0] ?? null);
  protected readonly reload = async (): Promise<void> => {
    try {
      this.pipelines.set(await this.gateway.pipelines());
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  };

  constructor() {
    usePage(() => ({ title: this.transloco.translate('salesSettings.pipelines') }));
    void this.reload();
    inject(RecordsLive).events.pipe(takeUntilDestroyed(inject(DestroyRef))).subscribe((event) => {
      if (event.kind === 'RESYNC' || event.recordType === 'pipeline' || event.recordType === 'stage') void this.reload();
    });
  }

  protected choose(id: string): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: { pipeline: id }, queryParamsHandling: 'merge' });
  }

  protected async add(): Promise<void> {
    const name = await this.askName('salesSettings.newPipeline', '');
    if (!name) return;
    let id = '';
    const done = await this.writes.run('salesSettings.pipelineAdded', { name }, async () => {
      const made = await this.gateway.createPipeline(name);
      id = made.id;
      return made.changeSetId;
    }, this.reload);
    if (done) this.choose(id);
  }

  protected rename(pipeline: PipelineSettings, name: string): void {
    if (name.trim() && name.trim() !== pipeline.name) void this.save(pipeline, () => this.gateway.updatePipeline({ id: pipeline.id, expectedVersion: pipeline.version, name: name.trim() }));
  }

  protected setRotDays(pipeline: PipelineSettings, days: string | null): void {
    const rotDays = days === null ? null : Math.round(Number(days));
    if (rotDays !== pipeline.rotDays) void this.save(pipeline, () => this.gateway.updatePipeline({ id: pipeline.id, expectedVersion: pipeline.version, rotDays }));
  }

  protected makeDefault(pipeline: PipelineSettings): void {
    void this.writes.run('salesSettings.isDefaultNow', { name: pipeline.name }, () => this.gateway.setDefault(pipeline.id), this.reload);
  }

  protected archive(pipeline: PipelineSettings): void {
    void this.writes.run('salesSettings.pipelineArchived', { name: pipeline.name }, () => this.gateway.archivePipeline(pipeline.id), this.reload);
  }

  protected delete(pipeline: PipelineSettings): void {
    void this.writes.run('salesSettings.pipelineDeleted', { name: pipeline.name }, () => this.gateway.deletePipeline(pipeline.id), this.reload);
  }

  private save(pipeline: PipelineSettings, act: () => Promise<string>): Promise<boolean> {
    return this.writes.run('salesSettings.saved', { name: pipeline.name }, act, this.reload);
  }

  private async askName(heading: string, name: string): Promise<string | undefined> {
    const data: NameData = { heading: this.transloco.translate(heading), name };
    return firstValueFrom(this.dialogs.open<string, NameData, NameDialog>(NameDialog, { data, size: 'sm' }).closed, { defaultValue: undefined });
  }
}
