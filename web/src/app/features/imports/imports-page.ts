import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiConfirm, UiIcon, UiProgress, UiSkeleton } from '@libs/ui';
import type { Subscription } from 'rxjs';
import { useCommands } from '../../core/commands/commands.js';
import { AgoPipe } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { PageActions, usePage } from '../../core/page/page.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { Router } from '@angular/router';
import { isUndoable, isWorking, type ImportListed } from './import-model.js';
import { ImportWords } from './import-words.js';
import { ImportsGateway } from './imports.gateway.js';
import { ImportsGuide } from './imports-guide.js';
import { ProfilesList } from './profiles-list.js';

const PAGE = 30;

/** All imports of the workspace, newest first; those at work move. */
@Component({
  selector: 'app-imports-page',
  imports: [AgoPipe, ImportsGuide, PageActions, ProfilesList, RouterLink, TranslocoPipe, UiBadge, UiBanner, UiButton, UiIcon, UiProgress, UiSkeleton],
  template: `
    <ng-template appPageActions><a uiButton variant="primary" routerLink="/imports/new"><ui-icon name="upload" [size]="14" />{{ 'imports.new' | transloco }}</a></ng-template>
    <div class="frame">
      @if (problem()) { <ui-banner tone="bad">{{ problem() }}<button uiButton uiBannerAction size="sm" type="button" (click)="load()">{{ 'app.retry' | transloco }}</button></ui-banner> }
      @if (items(); as items) {
        @if (items.length) {
          <ul class="ui-card" [attr.aria-label]="'imports.title' | transloco">
            @for (item of items; track item.id) {
              <li>
                <span class="icon"><ui-icon [name]="words.icon(item.recordType)" [size]="16" /></span>
                <div class="name"><a [routerLink]="['/imports', item.id]">{{ item.name }}</a><p>{{ words.many(item.recordType) }} · {{ who(item) }} · {{ item.createdAt | ago }}</p></div>
                <div class="state">
                  <ui-badge [tone]="words.tone(item.status)">{{ words.status(item.status) }}</ui-badge>
                  @if (working(item)) { <ui-progress [label]="item.name" [value]="item.progressTotal ? item.progressDone : null" [max]="item.progressTotal || 1" /> }
                </div>
                <p class="counts">{{ summary(item) }}</p>
                <div class="act">@if (undoable(item)) { <button uiButton size="sm" variant="ghost" type="button" [attr.aria-label]="'imports.undoOf' | transloco: { name: item.name }" (click)="undo(item)"><ui-icon name="undo-2" [size]="13" />{{ 'imports.undo.verb' | transloco }}</button> }</div>
              </li>
            }
          </ul>
          @if (after()) { <button uiButton class="more" type="button" (click)="more()">{{ 'imports.more' | transloco }}</button> }
        } @else {
          <app-imports-guide />
        }
        <app-import-profiles />
      } @else if (!problem()) {
        <div aria-busy="true"><ui-skeleton height="54px" /><br /><ui-skeleton height="54px" /></div>
      }
    </div>
  `,
  styles: `
    :host { display: block; height: 100%; overflow: auto; }
    .frame { max-width: 1080px; margin: 0 auto; padding: 18px 24px 60px; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { position: relative; display: grid; grid-template-columns: auto minmax(0, 4fr) minmax(110px, 2fr) minmax(0, 3fr) 80px; gap: 4px 16px; align-items: center; padding: 11px 16px; border-bottom: 1px solid var(--line); }
    li:last-child { border-bottom: 0; }
    li:hover { background: var(--hover); }
    .icon { display: grid; place-items: center; width: 32px; height: 32px; border-radius: 8px; background: var(--brand-soft); color: var(--brand-fg); }
    a { color: var(--fg); font-weight: 500; text-decoration: none; overflow-wrap: anywhere; }
    .name a::after { content: ''; position: absolute; inset: 0; }
    p { margin: 0; color: var(--muted); font-size: var(--text-sm); }
    .state { display: flex; flex-direction: column; gap: 6px; align-items: flex-start; }
    .state ui-progress { width: 100%; }
    .act { position: relative; justify-self: end; }
    .more { margin-top: 12px; }
    @media (max-width: 720px) { .frame { padding: 12px 12px 80px; } li { grid-template-columns: auto minmax(0, 1fr) auto; } .state, .counts { grid-column: 2; } .act { grid-column: 3; grid-row: 1; } }
  `,
})
export class ImportsPage {
  protected readonly words = inject(ImportWords);
  private readonly gateway = inject(ImportsGateway);
  private readonly records = inject(RecordsGateway);
  private readonly errors = inject(ErrorText);
  private readonly session = inject(SessionStore);
  private readonly confirm = inject(UiConfirm);
  private readonly live = new Map<string, Subscription>();
  protected readonly items = signal<readonly ImportListed[] | null>(null);
  protected readonly after = signal<string | null>(null);
  protected readonly problem = signal('');
  private readonly people = signal<ReadonlyMap<string, string>>(new Map());

  constructor() {
    const router = inject(Router);
    const count = computed(() => this.items()?.length ?? 0);
    usePage(() => ({ title: this.words.say('title'), ...(count() && !this.after() ? { note: String(count()) } : {}) }));
    useCommands(() => [{ id: 'new-import', label: this.words.say('new'), group: this.words.say('title'), icon: 'upload', keys: 'c', run: () => void router.navigateByUrl('/imports/new') }]);
    inject(DestroyRef).onDestroy(() => this.live.forEach((each) => each.unsubscribe()));
    void this.load();
  }

  protected async load(): Promise<void> {
    this.items.set(null);
    this.after.set(null);
    await this.more();
  }

  protected async more(): Promise<void> {
    try {
      const page = await this.gateway.list(PAGE, this.after());
      this.items.update((items) => [...(items ?? []), ...page.nodes]);
      this.after.set(page.after);
      this.problem.set('');
      page.nodes.forEach((item) => this.follow(item));
      const members = await this.records.options('member', '', { id: { in: [...new Set(page.nodes.flatMap(({ createdById }) => createdById ?? []))] } });
      this.people.update((people) => new Map([...people, ...members.map(({ value, label }) => [value, label] as const)]));
    } catch (error) {
      this.problem.set(this.errors.of(error));
    }
  }

  protected working(item: ImportListed): boolean {
    return isWorking(item.status);
  }

  protected who(item: ImportListed): string {
    return item.createdById === this.session.member()?.id ? this.words.say('you') : (this.people().get(item.createdById ?? '') ?? this.words.say('somebody'));
  }

  protected summary(item: ImportListed): string {
    const { created, updated, failed } = item.outcomeCounts;
    if (item.status === 'REVERTED') return this.words.say('wasUndone');
    if (created + updated + failed > 0) {
      const parts = ([['created', created], ['updated', updated], ['failed', failed]] as const).filter(([, count]) => count > 0);
      return parts.map(([key, count]) => this.words.say(`counts.${key}`, { count: this.words.number(count) })).join(' · ');
    }
    return item.rowCount ? this.words.count('rows', item.rowCount) : this.words.bytes(item.bytes);
  }

  protected undoable(item: ImportListed): boolean {
    return isUndoable(item) && this.session.has('revert:changes');
  }

  protected async undo(item: ImportListed): Promise<void> {
    const { created, updated } = item.outcomeCounts;
    const text = this.words.say('run.undoText', { created: this.words.number(created), updated: this.words.number(updated) });
    if (!(await this.confirm.ask({ title: this.words.say('run.undoTitle', { name: item.name }), text, action: this.words.say('run.undo'), tone: 'bad' }))) return;
    try {
      const now = { ...item, ...(await this.gateway.undo(item.id)) };
      this.replace(now);
      this.follow(now);
    } catch (error) {
      this.errors.toast(error);
    }
  }

  /** Only what moves is listened to. */
  private follow(item: ImportListed): void {
    if (!isWorking(item.status) || this.live.has(item.id)) return;
    const stop = (): void => {
      this.live.get(item.id)?.unsubscribe();
      this.live.delete(item.id);
    };
    this.live.set(item.id, this.gateway.progress(item.id).subscribe({
      next: (now) => {
        this.replace({ ...item, ...now });
        if (!isWorking(now.status)) stop();
      },
      error: stop,
    }));
  }

  private replace(now: ImportListed): void {
    this.items.update((items) => items?.map((item) => (item.id === now.id ? now : item)) ?? null);
  }
}
