import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialog, UiSkeleton } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { BulkGateway, type BulkRun } from './bulk.gateway.js';

export interface ReportData {
  readonly run: BulkRun;
}

interface Entry {
  readonly recordType: string;
  readonly recordId: string;
  readonly title: string;
  readonly field: string | null;
  readonly reason: string;
}

const PAGE = 100;

/** What an action, or its undo, left as it is, and why. */
@Component({
  imports: [RouterLink, TranslocoPipe, UiBanner, UiButton, UiDialog, UiSkeleton],
  template: `
    <ui-dialog [heading]="(undone ? 'bulk.report.undoTitle' : 'bulk.report.title') | transloco">
      <p class="intro">{{ (undone ? 'bulk.report.undoText' : 'bulk.report.text') | transloco }}</p>
      @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
      <div class="scroll" tabindex="0" role="region" [attr.aria-label]="'bulk.report.title' | transloco">
        <table>
          <thead><tr><th scope="col">{{ 'bulk.report.record' | transloco }}</th><th scope="col">{{ 'bulk.report.reason' | transloco }}</th></tr></thead>
          <tbody>
            @for (entry of entries(); track $index) {
              <tr>
                <td>@if (entry.title && link(entry); as path) { <a [routerLink]="path" (click)="ref.close()">{{ entry.title }}</a> } @else { {{ entry.title || ('bulk.report.gone' | transloco) }} }</td>
                <td>{{ entry.reason }}</td>
              </tr>
            }
          </tbody>
        </table>
        @if (loading()) { <ui-skeleton height="16px" /> }
      </div>
      <ng-container uiDialogFooter>
        @if (after()) { <button uiButton type="button" [loading]="loading()" (click)="more()">{{ 'bulk.report.more' | transloco }}</button> }
        <button uiButton variant="primary" type="button" (click)="ref.close()">{{ 'bulk.report.close' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    .intro { margin: 0 0 10px; color: var(--muted); }
    .scroll { max-height: 50vh; overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); }
    table { width: 100%; border-collapse: collapse; }
    th { position: sticky; top: 0; background: var(--raised); color: var(--muted); font-size: var(--text-sm); font-weight: 500; }
    th, td { padding: 7px 12px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
    tr:last-child td { border-bottom: 0; }
    td:first-child { width: 42%; font-weight: 500; }
    a { color: var(--brand-fg); }
  `,
})
export class ReportDialog {
  private readonly data = inject<ReportData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<void, ReportDialog>>(DialogRef);
  private readonly gateway = inject(BulkGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly errors = inject(ErrorText);
  protected readonly undone = this.data.run.status === 'REVERTED';
  protected readonly entries = signal<readonly Entry[]>([]);
  protected readonly after = signal<string | null>(null);
  protected readonly loading = signal(false);
  protected readonly problem = signal<string | null>(null);

  constructor() {
    if (this.undone) this.entries.set((this.data.run.undoResult?.skipped ?? []).map(({ field, ...entry }) => ({ ...entry, field: field ?? null })));
    else void this.more();
  }

  protected async more(): Promise<void> {
    this.loading.set(true);
    try {
      const page = await this.gateway.leftOut(this.data.run.id, PAGE, this.after());
      this.entries.update((entries) => [...entries, ...page.nodes.map(({ field, ...entry }) => ({ ...entry, field: field ?? null }))]);
      this.after.set(page.after);
    } catch (error) {
      this.problem.set(this.errors.of(error));
    } finally {
      this.loading.set(false);
    }
  }

  protected link(entry: Entry): string[] | null {
    const type = this.types.find(entry.recordType);
    return type?.operations.includes('get') ? [`/${type.plural}`, entry.recordId] : null;
  }
}
