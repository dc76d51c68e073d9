import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiBars, UiButton, UiInput, UiSkeleton, UiSwitch } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { usePage } from '../../core/page/page.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { SettingsSection } from '../settings/settings-section.js';
import { PeopleGateway, type ContactLifecycle, type FunnelStep, type LifecycleRule } from './people.gateway.js';
import { UndoableWrites } from '../records/undoable-writes.js';
import { duration, WAY } from './person-looks.js';

/** What moves contacts forward by itself, and where they are. */
@Component({
  selector: 'app-lifecycle-settings-page',
  imports: [SettingsSection, TranslocoPipe, UiBanner, UiBars, UiButton, UiInput, UiSkeleton, UiSwitch],
  template: `
    @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }} <button uiButton size="sm" type="button" (click)="reload()">{{ 'app.retry' | transloco }}</button></ui-banner> }
    <app-settings-section [heading]="'people.rules.card' | transloco" [text]="'people.rules.text' | transloco">
      @if (rules(); as shown) {
        <ul class="rows">
          @for (rule of shown; track rule.trigger) {
            <li>
              <ui-switch [checked]="rule.isActive" [disabled]="!editable()" [label]="'people.rules.onOf' | transloco: { rule: 'people.rules.' + rule.trigger | transloco }" (checkedChange)="set(rule, { isActive: $event })" />
              <span class="what">{{ 'people.rules.' + rule.trigger | transloco }}</span>
              <span class="to">{{ 'people.rules.to' | transloco }}</span>
              <select uiInput [disabled]="!editable() || !rule.isActive" [attr.aria-label]="'people.rules.toOf' | transloco: { rule: 'people.rules.' + rule.trigger | transloco }" (change)="set(rule, { lifecycle: $any($event.target).value })">
                @for (state of way; track state) { <option [value]="state" [selected]="state === rule.lifecycle">{{ 'people.lifecycles.' + state | transloco }}</option> }
              </select>
            </li>
          }
        </ul>
      } @else if (!error()) { <ui-skeleton class="block h-24" /> }
    </app-settings-section>
    @if (bars().length > 0) {
      <app-settings-section [heading]="'people.rules.funnel' | transloco"><ui-bars [label]="'people.rules.funnel' | transloco" [bars]="bars()" /></app-settings-section>
    }
  `,
  styleUrl: '../settings/settings-page.css',
  styles: `
    .what { flex: 1 1 220px; min-width: 0; }
    .to { color: var(--muted); font-size: var(--text-sm); }
    select { flex: none; width: 160px; }
    @media (max-width: 640px) { .rows > li { flex-wrap: wrap; } .what { flex-basis: calc(100% - 60px); } .to { padding-left: 46px; } }
  `,
})
export class LifecycleSettingsPage {
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(PeopleGateway);
  private readonly writes = inject(UndoableWrites);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  protected readonly editable = computed(() => this.session.has('manage:settings'));
  private readonly session = inject(SessionStore);
  protected readonly way = WAY;
  protected readonly rules = signal<readonly LifecycleRule[] | null>(null);
  private readonly funnel = signal<readonly FunnelStep[]>([]);
  protected readonly error = signal<AppError | null>(null);
  protected readonly bars = computed(() =>
    this.funnel().map(({ lifecycle, count, averageSeconds }) => {
      const average = (averageSeconds ?? 0) < 60 ? '' : ` · ${this.transloco.translate<string>('people.rules.average', { time: duration(this.formats, averageSeconds ?? 0) })}`;
      return { label: this.transloco.translate<string>(`people.lifecycles.${lifecycle}`), value: count, text: `${this.formats.number(count)}${average}` };
    }),
  );
  protected readonly reload = async (): Promise<void> => {
    try {
      const [rules, funnel] = await Promise.all([this.gateway.rules(), this.gateway.funnel()]);
      this.rules.set(rules);
      this.funnel.set(funnel);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  };

  constructor() {
    usePage(() => ({ title: this.transloco.translate('people.rules.title') }));
    void this.reload();
    inject(RecordsLive).events.pipe(takeUntilDestroyed(inject(DestroyRef))).subscribe((event) => {
      if (event.kind === 'RESYNC' || event.recordType === 'lifecycleRule') void this.reload();
    });
  }

  protected set(rule: LifecycleRule, change: { readonly isActive?: boolean; readonly lifecycle?: ContactLifecycle }): void {
    const { trigger, lifecycle, isActive } = { ...rule, ...change };
    this.rules.update((rules) => rules?.map((each) => (each.trigger === trigger ? { ...each, lifecycle, isActive } : each)) ?? null);
    void this.writes.run('people.rules.saved', {}, () => this.gateway.setRule({ trigger, lifecycle, isActive }), this.reload);
  }
}
