import { DestroyRef, Directive, effect, inject, Service, signal, TemplateRef } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import type { Crumb } from '@libs/ui';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface PageInfo {
  /** The page's heading; by default the route's title. */
  readonly title?: string;
  /** Pages above this one. */
  readonly crumbs?: readonly Crumb[];
  /** A quiet figure beside the heading, such as the number of records. */
  readonly note?: string;
  /** Colleagues who look at the same thing. */
  readonly people?: readonly Person[];
}

/** What the shell's top bar shows about the page in view. */
@Service()
export class Page {
  private readonly browserTitle = inject(Title);
  readonly routeTitle = signal('');
  readonly info = signal<PageInfo>({});
  /** Colleagues who have the workspace open. */
  readonly colleagues = signal<readonly Person[]>([]);
  readonly actions = signal<TemplateRef<unknown> | null>(null);

  /** The browser's title: `Acme · Accounts · Kinship`. */
  setBrowserTitle(parts: readonly string[]): void {
    this.browserTitle.setTitle([...parts.filter(Boolean), 'Kinship'].join(' · '));
  }
}

/** Keeps the top bar at what `info` says for as long as the component lives. `info` may read signals. */
export function usePage(info: () => PageInfo): void {
  const page = inject(Page);
  effect(() => {
    const present = info();
    page.info.set(present);
    if (present.title) page.setBrowserTitle([...new Set([present.title, page.routeTitle()])]);
  });
  inject(DestroyRef).onDestroy(() => page.info.set({}));
}

/** `<ng-template appPageActions>buttons</ng-template>`: shown at the right of the top bar. */
@Directive({ selector: 'ng-template[appPageActions]' })
export class PageActions {
  constructor() {
    const page = inject(Page);
    const template = inject<TemplateRef<unknown>>(TemplateRef);
    page.actions.set(template);
    inject(DestroyRef).onDestroy(() => page.actions.update((shown) => (shown === template ? null : shown)));
  }
}

/** A route's `title` is a translation key. */
@Service()
export class TranslatedTitles extends TitleStrategy {
  private readonly page = inject(Page);
  private readonly transloco = inject(TranslocoService);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const key = this.buildTitle(snapshot);
    const title = key ? this.transloco.translate(key) : '';
    this.page.routeTitle.set(title);
    this.page.setBrowserTitle([title]);
  }
}
