import { DecimalPipe } from '@angular/common';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiDialogs, UiIcon, UiIconButton, UiProgress, type IconName } from '@libs/ui';
import type { BulkRun } from './bulk.gateway.js';
import { BulkWork, isAtWork } from './bulk-work.js';
import { ExportWork } from './export-work.js';
import { ReportDialog, type ReportData } from './report-dialog.js';

/** What goes on in the background, at the foot of every page: how far it is, and what can be done about it. */
@Component({
  selector: 'app-work-dock',
  imports: [DecimalPipe, TranslocoPipe, UiButton, UiIcon, UiIconButton, UiProgress],
  template: `
    @if (work.any() || files.runs().length > 0) {
    <section class="dock" [attr.aria-label]="'bulk.dock.title' | transloco">
      <header>
        <h2>{{ (busy() ? 'bulk.dock.atWork' : 'bulk.dock.done') | transloco: { count: busy() } }}</h2>
        <button uiIconButton size="sm" type="button" [icon]="folded() ? 'chevron-up' : 'chevron-down'" [label]="(folded() ? 'bulk.dock.unfold' : 'bulk.dock.fold') | transloco" [attr.aria-expanded]="!folded()" (click)="folded.set(!folded())"></button>
      </header>
      @if (!folded()) {
        <ul>
          @for (file of files.runs(); track file.id) {
            <li>
              <div class="line">
                <ui-icon [name]="file.status === 'RUNNING' ? 'loader-circle' : file.status === 'READY' ? 'file-down' : 'circle-minus'" [size]="15" [class]="'state ' + file.status.toLowerCase()" />
                <span class="label">{{ file.name }}</span>
                @if (file.status !== 'RUNNING') { <button uiIconButton size="sm" type="button" icon="x" [label]="'bulk.dock.dismiss' | transloco" (click)="files.dismiss(file.id)"></button> }
              </div>
              @if (file.status === 'RUNNING') { <ui-progress [value]="file.done" [max]="file.total || 1" [label]="file.name" /> }
              <p aria-live="polite">{{ 'bulk.export.state.' + file.status | transloco: { done: (file.done | number), total: (file.total | number) } }}</p>
              @if (file.error) { <p class="bad">{{ file.error }}</p> }
              <div class="actions">
                @if (file.status === 'RUNNING') { <button uiButton size="sm" type="button" (click)="files.cancel(file.id)">{{ 'bulk.dock.cancel' | transloco }}</button> }
                @if (file.downloadPath; as path) { <a uiButton size="sm" [href]="path" [download]="file.name"><ui-icon name="download" [size]="14" />{{ 'bulk.export.download' | transloco }}</a> }
              </div>
            </li>
          }
          @for (run of work.runs(); track run.id) {
            <li>
              <div class="line">
                <ui-icon [name]="icon(run)" [size]="15" [class]="'state ' + run.status.toLowerCase()" />
                <span class="label">{{ run.label }}</span>
                @if (!atWork(run)) { <button uiIconButton size="sm" type="button" icon="x" [label]="'bulk.dock.dismiss' | transloco" (click)="work.dismiss(run.id)"></button> }
              </div>
              @if (run.status === 'RUNNING') {
                <ui-progress [value]="run.done" [max]="run.total || 1" [label]="run.label" />
                <p>{{ 'bulk.dock.progress' | transloco: { done: (run.done | number), total: (run.total | number) } }}</p>
              } @else if (run.status === 'REVERTING') {
                <ui-progress [value]="run.undoDone" [max]="run.undoTotal || 1" [label]="run.label" />
                <p>{{ 'bulk.dock.undoing' | transloco: { done: (run.undoDone | number), total: (run.undoTotal | number) } }}</p>
              } @else {
                <p aria-live="polite">{{ 'bulk.dock.' + run.status | transloco: { changed: (run.changed | number), left: (run.leftOut | number), undone: (run.undoResult?.reverted ?? 0 | number), total: (run.total | number) } }}
                  @if (run.leftOut > 0 && run.status !== 'REVERTED') { {{ 'bulk.dock.leftOut' | transloco: { count: (run.leftOut | number) } }} }
                  @if (run.undoResult?.skippedCount; as count) { {{ 'bulk.dock.notUndone' | transloco: { count: (count | number) } }} }
                </p>
                @if (run.error) { <p class="bad">{{ run.error }}</p> }
              }
              <div class="actions">
                @if (run.status === 'RUNNING') { <button uiButton size="sm" type="button" (click)="work.cancel(run.id)">{{ 'bulk.dock.cancel' | transloco }}</button> }
                @if (run.status === 'FAILED') { <button uiButton size="sm" type="button" (click)="work.resume(run.id)">{{ 'bulk.dock.resume' | transloco }}</button> }
                @if (undoable(run)) { <button uiButton size="sm" type="button" (click)="work.undo(run.id)"><ui-icon name="undo-2" [size]="14" />{{ 'bulk.dock.undo' | transloco }}</button> }
                @if (!atWork(run) && (run.leftOut > 0 || run.undoResult?.skippedCount)) { <button uiButton size="sm" variant="ghost" type="button" (click)="report(run)">{{ 'bulk.dock.report' | transloco }}</button> }
              </div>
            </li>
          }
        </ul>
      }
    </section>
    }
  `,
  styleUrl: './work-dock.css',
})
export class WorkDock {
  protected readonly work = inject(BulkWork);
  protected readonly files = inject(ExportWork);
  private readonly dialogs = inject(UiDialogs);
  protected readonly folded = signal(false);
  protected readonly busy = computed(() => this.work.runs().filter(isAtWork).length + this.files.runs().filter(({ status }) => status === 'RUNNING').length);
  protected readonly atWork = isAtWork;

  constructor() {
    void this.work.recover();
  }

  protected undoable(run: BulkRun): boolean {
    return run.changed > 0 && (run.status === 'COMPLETED' || run.status === 'CANCELLED' || run.status === 'FAILED');
  }

  protected icon(run: BulkRun): IconName {
    if (isAtWork(run)) return 'loader-circle';
    if (run.status === 'FAILED') return 'circle-alert';
    return run.status === 'COMPLETED' ? 'circle-check' : run.status === 'CANCELLED' ? 'circle-minus' : 'undo-2';
  }

  protected report(run: BulkRun): void {
    this.dialogs.open<void, ReportData, ReportDialog>(ReportDialog, { data: { run }, size: 'lg' });
  }
}
