import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiConfirm, UiDialogs, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem, UiToasts } from '@libs/ui';
import { AgoPipe } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import type { ImportProfile } from './import-model.js';
import { ImportWords } from './import-words.js';
import { ImportsGateway } from './imports.gateway.js';
import { ProfileDialog } from './profile-dialog.js';

/** Saved ways to import, with when their files are fetched. Shows nothing while there are none. */
@Component({
  selector: 'app-import-profiles',
  imports: [AgoPipe, RouterLink, TranslocoPipe, UiBadge, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem],
  template: `
    @if (items().length) {
      <h2 id="profiles">{{ 'imports.profiles.title' | transloco }}</h2>
      <ul class="ui-card" aria-labelledby="profiles">
        @for (item of items(); track item.id) {
          <li>
            <span class="icon"><ui-icon [name]="words.icon(item.recordType)" [size]="16" /></span>
            <div class="name">
              <strong>{{ item.name }}</strong>
              <p>{{ words.many(item.recordType) }} · {{ 'imports.formats.' + item.format | transloco }}@if (item.lastRunAt) { · {{ 'imports.profiles.fetched' | transloco }} {{ item.lastRunAt | ago }} }</p>
              @if (item.lastError) { <p class="bad">{{ item.lastError }}</p> }
            </div>
            @if (item.every) { <ui-badge tone="info">{{ 'imports.profiles.rhythms.' + item.every | transloco }}</ui-badge> }
            @if (item.lastImportId) { <a class="ui-link" [routerLink]="['/imports', item.lastImportId]">{{ 'imports.profiles.lastImport' | transloco }}</a> }
            @if (item.manageable) { <button uiIconButton type="button" icon="ellipsis" size="sm" [label]="'imports.profiles.actions' | transloco: { name: item.name }" [uiMenuFor]="menu"></button> }
            <ng-template #menu>
              <ui-menu>
                <button uiMenuItem type="button" icon="pencil" (triggered)="edit(item)">{{ 'imports.profiles.change' | transloco }}</button>
                @if (item.sourceUrl) { <button uiMenuItem type="button" icon="refresh-cw" (triggered)="fetch(item)">{{ 'imports.profiles.fetchNow' | transloco }}</button> }
                <button uiMenuItem type="button" icon="trash-2" (triggered)="remove(item)">{{ 'imports.profiles.delete' | transloco }}</button>
              </ui-menu>
            </ng-template>
          </li>
        }
      </ul>
    }
  `,
  styles: `
    :host { display: block; }
    h2 { margin: 26px 0 8px; font-size: var(--text); font-weight: 600; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; padding: 11px 16px; border-bottom: 1px solid var(--line); }
    li:last-child { border-bottom: 0; }
    .icon { display: grid; place-items: center; width: 32px; height: 32px; border-radius: 8px; background: var(--sunken); color: var(--muted); }
    .name { flex: 1 1 200px; min-width: 0; overflow-wrap: anywhere; }
    strong { font-weight: 500; }
    p { margin: 0; color: var(--muted); font-size: var(--text-sm); }
    .bad { color: var(--bad); }
  `,
})
export class ProfilesList {
  protected readonly words = inject(ImportWords);
  private readonly gateway = inject(ImportsGateway);
  private readonly dialogs = inject(UiDialogs);
  private readonly confirm = inject(UiConfirm);
  private readonly toasts = inject(UiToasts);
  private readonly errors = inject(ErrorText);
  protected readonly items = signal<readonly ImportProfile[]>([]);

  constructor() {
    this.gateway.profiles().then((items) => this.items.set(items), (error: unknown) => this.errors.toast(error));
  }

  protected edit(item: ImportProfile): void {
    this.dialogs.open<ImportProfile, ImportProfile, ProfileDialog>(ProfileDialog, { data: item }).closed.subscribe((changed) => {
      if (changed) this.items.update((items) => items.map((each) => (each.id === changed.id ? changed : each)));
    });
  }

  protected async fetch(item: ImportProfile): Promise<void> {
    try {
      await this.gateway.fetchProfile(item.id);
      this.toasts.success(this.words.say('profiles.fetching', { name: item.name }));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  protected async remove(item: ImportProfile): Promise<void> {
    if (!(await this.confirm.ask({ title: this.words.say('profiles.deleteTitle', { name: item.name }), text: this.words.say('profiles.deleteText'), action: this.words.say('profiles.delete'), tone: 'bad' }))) return;
    const before = this.items();
    this.items.set(before.filter(({ id }) => id !== item.id));
    try {
      await this.gateway.deleteProfile(item.id);
    } catch (error) {
      this.items.set(before);
      this.errors.toast(error);
    }
  }
}
