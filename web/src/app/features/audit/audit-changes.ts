import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiSkeleton } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordPages } from '../../core/records/record-pages.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { ChangeTexts } from '../records/change-texts.js';
import { AuditGateway, type AuditItems } from './audit.gateway.js';

/** What one change set did, record by record, before and after. */
@Component({
  selector: 'app-audit-changes',
  imports: [RouterLink, TranslocoPipe, UiBanner, UiButton, UiSkeleton],
  template: `
    @if (problem(); as error) { <ui-banner tone="bad">{{ errors.of(error) }}</ui-banner> }
    @for (item of items(); track item.id) {
      <section>
        <h3>
          {{ 'audit.operations.' + item.operation | transloco }}
          @if (linkOf(item); as link) { <a class="ui-link" [routerLink]="link">{{ item.title }}</a> } @else { {{ item.title }} }
        </h3>
        @if (item.changes.length > 0) {
          <table>
            <thead><tr><th scope="col">{{ 'audit.field' | transloco }}</th>@if (item.operation !== 'create') { <th scope="col">{{ 'audit.before' | transloco }}</th> }@if (item.operation !== 'delete') { <th scope="col">{{ (item.operation === 'create' ? 'audit.value' : 'audit.after') | transloco }}</th> }</tr></thead>
            <tbody>
              @for (change of item.changes; track change.field) {
                @let texts = changes.of(item.recordType, change);
                <tr>
                  <th scope="row">{{ change.label }}</th>
                  @if (item.operation !== 'create') { <td class="before">{{ texts.before || ('audit.empty' | transloco) }}</td> }
                  @if (item.operation !== 'delete') { <td>{{ texts.after || ('audit.empty' | transloco) }}</td> }
                </tr>
              }
            </tbody>
          </table>
        } @else { <p>{{ 'audit.nothing' | transloco }}</p> }
      </section>
    } @empty { @if (!problem()) { <ui-skeleton class="block h-16" /> } }
    @if (next()) { <button uiButton size="sm" type="button" (click)="load(true)">{{ 'audit.moreItems' | transloco }}</button> }
  `,
  styles: `
    :host { display: block; padding: 4px 14px 14px 44px; }
    section + section { margin-top: 14px; }
    h3 { margin: 0 0 4px; font-size: var(--text-sm); font-weight: 500; overflow-wrap: anywhere; }
    table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: var(--text-sm); }
    th, td { padding: 4px 8px 4px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
    thead th { border-top: 0; color: var(--muted); }
    tbody th { color: var(--muted); }
    .before { color: var(--muted); }
    tr > :first-child { width: 34%; }
    p { margin: 0; color: var(--muted); font-size: var(--text-sm); }
    @media (max-width: 640px) { :host { padding-left: 14px; } }
  `,
})
export class AuditChanges {
  readonly changeSetId = input.required<string>();
  private readonly gateway = inject(AuditGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly pages = inject(RecordPages);
  protected readonly changes = inject(ChangeTexts);
  protected readonly errors = inject(ErrorText);
  protected readonly items = signal<AuditItems['nodes']>([]);
  protected readonly next = signal<string | null>(null);
  protected readonly problem = signal<AppError | null>(null);

  constructor() {
    effect(() => {
      this.changeSetId();
      untracked(() => void this.load(false));
    });
  }

  protected async load(more: boolean): Promise<void> {
    try {
      const page = await this.gateway.items(this.changeSetId(), more ? this.next() : null);
      this.items.update((items) => (more ? [...items, ...page.nodes] : page.nodes));
      this.next.set(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
    } catch (error) {
      this.problem.set(toAppError(error));
    }
  }

  protected linkOf(item: AuditItems['nodes'][number]): string | null {
    const type = this.types.find(item.recordType);
    return type && this.pages.has(type.plural) && item.operation !== 'delete' && item.operation !== 'purge' ? this.pages.linkOf(item.recordType, item.recordId) : null;
  }
}
