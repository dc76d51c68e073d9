import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { iconOr, UiBanner, UiButton, UiCombobox, UiConfirm, UiEmpty, UiIcon, UiIconButton, UiSkeleton, UiToasts, type IconName } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordPages } from '../../core/records/record-pages.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { SettingsSection } from '../settings/settings-section.js';
import { TrashGateway, type TrashedRecord, type TrashOutcome } from './trash.gateway.js';

/** Deleted records, and the way back for them. */
@Component({
  selector: 'app-trash-page',
  imports: [SettingsSection, TranslocoPipe, UiBanner, UiButton, UiCombobox, UiEmpty, UiIcon, UiIconButton, UiSkeleton],
  template: `
    <app-settings-section [heading]="'trash.heading' | transloco" [text]="'trash.text' | transloco">
      <div class="filters">
        <ui-combobox [value]="type() ?? null" [options]="typeOptions()" clearable [placeholder]="'trash.type' | transloco" [label]="'trash.type' | transloco" (valueChange)="choose($event)" />
        @if ((records()?.length ?? 0) > 1) { <button uiButton type="button" [loading]="busy()" (click)="restoreAll()"><ui-icon name="rotate-ccw" [size]="14" />{{ 'trash.all' | transloco }}</button> }
      </div>
      @if (problem(); as error) { <ui-banner tone="bad">{{ errors.of(error) }}</ui-banner> }
      @if (records() === null) {
        <div aria-busy="true">@for (line of [1, 2, 3, 4]; track line) { <ui-skeleton class="mb-2 block h-12" /> }</div>
      } @else if (records()!.length === 0) {
        @if (!problem()) { <ui-empty icon="trash-2" [title]="'trash.none' | transloco" [text]="'trash.noneText' | transloco" /> }
      } @else {
        <ul class="rows">
          @for (record of records(); track record.recordId) {
            <li>
              <ui-icon [name]="iconOf(record)" [size]="18" />
              <span class="what"><span>{{ record.title }}</span><small>{{ wordsOf(record) }}</small></span>
              <button uiButton size="sm" type="button" [attr.aria-label]="'trash.restoreOf' | transloco: { title: record.title }" (click)="restore(record)">{{ 'trash.restore' | transloco }}</button>
              <button uiIconButton type="button" icon="trash-2" [label]="'trash.purgeOf' | transloco: { title: record.title }" (click)="purge(record)"></button>
            </li>
          }
        </ul>
        @if (next()) { <p class="more"><button uiButton type="button" (click)="load(true)">{{ 'trash.more' | transloco }}</button></p> }
      }
    </app-settings-section>
  `,
  styleUrl: '../settings/settings-page.css',
  styles: `
    .filters { display: flex; flex-wrap: wrap; gap: 8px; justify-content: space-between; margin-bottom: 14px; }
    .filters ui-combobox { width: 240px; max-width: 100%; }
    .rows > li > ui-icon { flex: none; color: var(--muted); }
    .more { margin: 14px 0 0; }
  `,
})
export class TrashPage {
  /** Query parameter. */
  readonly type = input<string>();
  private readonly gateway = inject(TrashGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly pages = inject(RecordPages);
  private readonly formats = inject(Formats);
  private readonly toasts = inject(UiToasts);
  private readonly confirm = inject(UiConfirm);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  protected readonly errors = inject(ErrorText);

  protected readonly records = signal<readonly TrashedRecord[] | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal<AppError | null>(null);
  protected readonly typeOptions = computed(() => this.types.all().filter((type) => type.operations.includes('delete')).map(({ name, labelPlural }) => ({ value: name, label: labelPlural })));

  constructor() {
    effect(() => {
      this.type();
      untracked(() => void this.load(false));
    });
  }

  protected async load(more: boolean): Promise<void> {
    const type = this.type() ?? null;
    if (!more) this.records.set(null);
    this.problem.set(null);
    try {
      const page = await this.gateway.page(type, more ? this.next() : null);
      if (type !== (this.type() ?? null)) return;
      this.records.update((records) => (more ? [...(records ?? []), ...page.nodes] : page.nodes));
      this.next.set(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
    } catch (error) {
      this.problem.set(toAppError(error));
      this.records.update((records) => records ?? []);
    }
  }

  protected choose(type: string | null): void {
    void this.router.navigate([], { queryParams: { type }, replaceUrl: true });
  }

  protected iconOf(record: TrashedRecord): IconName {
    return iconOr(this.types.find(record.recordType)?.icon ?? 'trash-2');
  }

  protected wordsOf(record: TrashedRecord): string {
    const by = record.deletedBy ? this.say('by', { name: record.deletedBy }) : '';
    return [this.types.find(record.recordType)?.label, by, this.formats.relative(record.deletedAt), this.say('left', { when: this.formats.relative(record.goneAt) })].filter(Boolean).join(' · ');
  }

  protected restore(record: TrashedRecord): Promise<void> {
    return this.act([record], () => this.gateway.restore([record]), () => {
      const link = this.pages.has(this.types.find(record.recordType)?.plural ?? '') ? this.pages.linkOf(record.recordType, record.recordId) : null;
      this.toasts.show({ text: this.say('restored', { title: record.title }), tone: 'ok', ...(link && { action: { label: this.say('open'), run: () => void this.router.navigateByUrl(link) } }) });
    });
  }

  protected restoreAll(): Promise<void> {
    const records = this.records() ?? [];
    return this.act(records, () => this.gateway.restore(records), (done) => this.toasts.success(this.say('restoredMany', { count: done })));
  }

  protected async purge(record: TrashedRecord): Promise<void> {
    const { title } = record;
    if (!(await this.confirm.ask({ title: this.say('purgeTitle', { title }), text: this.say('purgeText'), action: this.say('purge'), tone: 'bad' }))) return;
    await this.act([record], () => this.gateway.purge([record]), () => this.toasts.success(this.say('purged', { title })));
  }

  private async act(records: readonly TrashedRecord[], work: () => Promise<TrashOutcome>, tell: (done: number) => void): Promise<void> {
    this.busy.set(true);
    try {
      const { done, refused } = await work();
      const gone = new Set(records.filter((record) => !refused.some((each) => each.recordId === record.recordId && each.recordType === record.recordType)).map((record) => record.recordId));
      this.records.update((present) => (present ?? []).filter((record) => !gone.has(record.recordId)));
      for (const { title, reason } of refused.slice(0, 3)) this.toasts.error(this.say('refused', { title, reason }));
      if (done > 0) tell(done);
    } catch (error) {
      this.errors.toast(error);
    } finally {
      this.busy.set(false);
    }
  }

  private say(key: string, values: Readonly<Record<string, unknown>> = {}): string {
    return this.transloco.translate(`trash.${key}`, { ...values });
  }
}
