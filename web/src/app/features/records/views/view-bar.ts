import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ROLES } from '@libs/contracts';
import { UiButton, UiIcon, UiIconButton, UiMenu, UiMenuCheck, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio } from '@libs/ui';
import { SessionStore } from '../../../core/session/session.store.js';
import { ListState, type ListView } from './list-state.js';
import { ViewActions } from './view-actions.js';
import { NounPipe } from '../../../core/i18n/noun.js';

/** The views above a list: as tabs, or as one button on a phone; and what was changed since the view was kept. */
@Component({
  selector: 'app-view-bar',
  imports: [NounPipe, RouterLink, TranslocoPipe, UiButton, UiIcon, UiIconButton, UiMenu, UiMenuCheck, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio],
  templateUrl: './view-bar.html',
  styles: `
    :host { display: flex; gap: 12px; align-items: center; flex: none; min-width: 0; min-height: 38px; padding: 0 16px; border-bottom: 1px solid var(--line); background: var(--bg); }
    .tabs { flex: 1; min-width: 0; overflow-x: auto; scrollbar-width: none; }
    ul { display: flex; gap: 2px; margin: 0; padding: 0; list-style: none; }
    li { display: flex; align-items: center; flex: none; border-bottom: 2px solid transparent; }
    li.on { border-bottom-color: var(--brand); }
    a { display: inline-flex; gap: 5px; align-items: center; max-width: 220px; height: 36px; padding: 0 8px; border-radius: var(--radius-sm); color: var(--muted); font-size: var(--text-sm); font-weight: 500; text-decoration: none; white-space: nowrap; }
    a span { overflow: hidden; text-overflow: ellipsis; }
    a:hover, li.on a { color: var(--fg); }
    a:focus-visible { outline-offset: -3px; }
    .pick { display: none; flex: 1; gap: 4px; align-items: center; min-width: 0; }
    .pick .name { max-width: 46vw; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .changes { display: flex; flex: none; gap: 4px; align-items: center; }
    .mark { margin-right: 4px; color: var(--muted); font-size: var(--text-sm); }
    @media (max-width: 640px) {
      :host { flex-wrap: wrap; gap: 4px 8px; padding: 6px 12px; }
      .tabs { display: none; }
      .pick { display: flex; }
      .changes { flex-wrap: wrap; width: 100%; }
      .mark { flex: 1; }
    }
  `,
})
export class ViewBar {
  protected readonly state = inject(ListState);
  protected readonly actions = inject(ViewActions);
  protected readonly session = inject(SessionStore);
  protected readonly roles = ROLES;

  protected isOn(view: ListView): boolean {
    return view.key === this.state.view().key;
  }
}
