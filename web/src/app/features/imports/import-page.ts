import { afterNextRender, Component, computed, effect, ElementRef, inject, Injector, input, signal, untracked, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiIcon, UiSkeleton, UiStepper, type Step } from '@libs/ui';
import { usePage } from '../../core/page/page.js';
import { CheckStep } from './check-step.js';
import { ColumnsStep } from './columns-step.js';
import { FileStep } from './file-step.js';
import { allowedStep, isEditable, stepOf, STEPS, type ImportStatus, type StepId } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords } from './import-words.js';
import { NamesStep } from './names-step.js';
import { RunStep } from './run-step.js';
import { NounPipe, inSentence } from '../../core/i18n/noun.js';

/** One import from its file to its report; the address holds all there is to know, so one may leave and come back at any time. */
@Component({
  selector: 'app-import-page',
  imports: [NounPipe, RouterLink, TranslocoPipe, UiBadge, UiBanner, UiButton, UiIcon, UiSkeleton, UiStepper, CheckStep, ColumnsStep, FileStep, NamesStep, RunStep],
  providers: [ImportStore],
  template: `
    <div class="frame">
      @if (store.record(); as record) {
        <header>
          <ui-stepper [label]="'imports.steps.label' | transloco" [steps]="steps" [current]="shown()" [fixed]="fixed()" (picked)="go($event)" />
          <p class="what">
            <ui-icon [name]="words.icon(record.recordType)" [size]="14" /><strong>{{ record.name }}</strong>
            <span>{{ words.bytes(record.bytes) }}</span>
            @if (record.rowCount) { <span>{{ words.count('rows', record.rowCount) }}</span> }
            <ui-badge [tone]="words.tone(record.status)">{{ words.status(record.status) }}</ui-badge>
          </p>
        </header>
        @if (store.problem(); as problem) { <ui-banner tone="bad" [dismissible]="true" (dismissed)="store.problem.set('')">{{ problem }}</ui-banner> }
        @if (record.status === 'FAILED' && !record.startedAt && record.error) { <ui-banner tone="bad">{{ record.error }}</ui-banner> }
        <section [attr.aria-labelledby]="'import-step'">
          <h2 #heading id="import-step" tabindex="-1">{{ 'imports.' + shown() + '.heading' | transloco: { types: (words.many(record.recordType) | noun) } }}</h2>
          @switch (shown()) {
            @case ('file') { <app-import-file-step (next)="go('columns')" /> }
            @case ('columns') { <app-import-columns-step (next)="check()" (back)="go('file')" /> }
            @case ('names') { <app-import-names-step (next)="check('names')" (back)="go('columns')" /> }
            @case ('check') { <app-import-check-step (start)="start()" (back)="go($event)" (checked)="check()" /> }
            @case ('run') { <app-import-run-step /> }
          }
        </section>
      } @else if (store.problem()) {
        <ui-banner tone="bad">{{ store.problem() }} <button uiButton uiBannerAction size="sm" type="button" (click)="store.load(id())">{{ 'app.retry' | transloco }}</button></ui-banner>
        <p><a class="ui-link" routerLink="/imports">{{ 'imports.toList' | transloco }}</a></p>
      } @else {
        <div aria-busy="true"><ui-skeleton width="60%" height="22px" /><br /><ui-skeleton height="180px" /></div>
      }
    </div>
  `,
  styles: `
    :host { display: block; height: 100%; overflow: auto; }
    .frame { display: flex; flex-direction: column; gap: 14px; max-width: 1120px; margin: 0 auto; padding: 18px 24px 60px; }
    header { display: flex; flex-direction: column; gap: 12px; }
    .what { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; margin: 0; color: var(--muted); font-size: var(--text-sm); }
    .what strong { color: var(--fg); font-weight: 500; overflow-wrap: anywhere; }
    h2 { margin: 4px 0 2px; font-size: 18px; letter-spacing: -0.01em; outline-offset: 4px; }
    h2:focus:not(:focus-visible) { outline: 0; }
    @media (max-width: 640px) { .frame { padding: 12px 14px 80px; } }
  `,
})
export class ImportPage {
  readonly id = input.required<string>();
  /** Step somebody went back to; without it the state decides. */
  readonly step = input<string>();
  protected readonly store = inject(ImportStore);
  protected readonly words = inject(ImportWords);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private readonly cameFrom = signal<StepId | null>(null);
  private last: { status: ImportStatus; step: StepId } | null = null;

  protected readonly steps: readonly Step[] = STEPS.map((id) => ({ id, label: this.words.say(`steps.${id}`) }));
  protected readonly fixed = computed(() => !isEditable(this.store.record()!));
  protected readonly shown = computed<StepId>(() => {
    const record = this.store.record();
    return record ? allowedStep(this.step(), record, stepOf(record, this.store.values())) : 'columns';
  });

  constructor() {
    usePage(() => ({
      title: this.store.record() ? this.words.say('importOf', { types: inSentence(this.words.many(this.store.record()!.recordType)) }) : this.words.say('import'),
      crumbs: [{ label: this.words.say('title'), link: '/imports' }],
    }));
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.load(id));
    });
    effect(() => {
      const record = this.store.record();
      const step = this.shown();
      if (!record) return;
      const before = this.last;
      this.last = { status: record.status, step };
      if (!before) return;
      untracked(() => {
        if (before.status === 'CHECKING' && record.status === 'CHECKED') this.go(this.store.undecided().length > 0 && this.cameFrom() !== 'names' ? 'names' : 'check');
        if (before.step !== step) this.focusHeading();
      });
    });
  }

  protected go(step: string): void {
    void this.router.navigate([], { queryParams: { step }, queryParamsHandling: 'merge' });
  }

  /** The dry run; where it leads depends on what it finds. */
  protected async check(from: StepId = 'columns'): Promise<void> {
    this.cameFrom.set(from);
    if (await this.store.check()) this.go('check');
  }

  protected async start(): Promise<void> {
    if (await this.store.act('start')) void this.router.navigate([], { queryParams: { step: null }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  /** Who works by keyboard or listens goes on where the new step begins. */
  private focusHeading(): void {
    afterNextRender(() => this.heading()?.nativeElement.focus(), { injector: this.injector });
  }
}
