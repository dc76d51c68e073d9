import { A11yModule, LiveAnnouncer } from '@angular/cdk/a11y';
import { Dialog } from '@angular/cdk/dialog';
import { NgComponentOutlet } from '@angular/common';
import { afterNextRender, Component, computed, DestroyRef, effect, ElementRef, inject, signal, type Type, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiDialogs, UiToasts } from '@libs/ui';
import { filter, map, pairwise } from 'rxjs';
import { useCommands, type Command } from '../core/commands/commands.js';
import { Shortcuts } from '../core/commands/shortcuts.js';
import { FEATURES } from '../core/feature/feature.js';
import { Page } from '../core/page/page.js';
import { SessionStore } from '../core/session/session.store.js';
import { Theme } from '../core/theme/theme.js';
import { ConnectionBanner } from './connection-banner.js';
import { Navigation } from './navigation.js';
import { Sidebar } from './sidebar.js';
import { Topbar } from './topbar.js';

/** The frame around every page of a signed-in person. */
@Component({
  selector: 'app-shell',
  imports: [A11yModule, ConnectionBanner, NgComponentOutlet, RouterOutlet, Sidebar, Topbar, TranslocoPipe],
  template: `
    <a class="skip" href="#main" (click)="focusMain($event)">{{ 'app.skip' | transloco }}</a>
    <app-sidebar class="side" [narrow]="navigation.collapsed()" (searched)="openPalette()" />
    @if (navigation.drawer()) {
      <div class="drawer" cdkTrapFocus [cdkTrapFocusAutoCapture]="true" role="dialog" aria-modal="true" [attr.aria-label]="'nav.label' | transloco" tabindex="-1" (keydown.escape)="navigation.drawer.set(false)" (click)="clickDrawer($event)">
        <div class="shade"></div>
        <app-sidebar [drawer]="true" (searched)="openPalette()" (left)="navigation.drawer.set(false)" />
      </div>
    }
    <div class="column">
      <app-topbar (menu)="navigation.drawer.set(true)" (help)="openHelp()" />
      <app-connection-banner />
      <main #main id="main" tabindex="-1"><router-outlet /></main>
    </div>
    @for (foot of feet(); track foot) { <ng-container [ngComponentOutlet]="foot" /> }
  `,
  styleUrl: './shell.css',
})
export class Shell {
  protected readonly navigation = inject(Navigation);
  private readonly router = inject(Router);
  private readonly dialogs = inject(UiDialogs);
  private readonly overlays = inject(Dialog);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(UiToasts);
  private readonly theme = inject(Theme);
  private readonly page = inject(Page);
  private readonly transloco = inject(TranslocoService);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  protected readonly feet = signal<readonly Type<unknown>[]>([]);
  private readonly features = inject(FEATURES);
  private paletteOpen = false;
  private readonly arrivals = signal(0);
  private announced = '';

  private readonly goTo = computed<readonly Command[]>(() =>
    this.navigation.entries().map((entry) => ({
      id: `go-${entry.id}`,
      label: this.word('nav.goTo', { page: this.word(entry.label) }),
      group: this.word('commands.navigation'),
      icon: entry.icon,
      ...(entry.keys ? { keys: entry.keys } : {}),
      run: () => void this.router.navigateByUrl(entry.link),
    })),
  );

  constructor() {
    inject(DestroyRef).onDestroy(inject(Shortcuts).listen());
    // The page itself comes first.
    afterNextRender(async () => this.feet.set(await Promise.all(this.features.flatMap(({ foot }) => (foot ? [foot()] : [])))));
    useCommands(() => [...this.goTo(), ...this.preferences(), ...this.general()]);
    // Whoever comes here from another page of the client, as after signing in, has arrived as well.
    if (this.router.navigated) afterNextRender(() => this.arrived());
    // When a navigation ends, the title is still that of the page before; and a record's page knows its name only when the record is there.
    effect(() => this.announce(this.arrivals(), this.page.info().title ?? this.page.routeTitle()));
    // A session that ended elsewhere (signed out in another tab, or by an administrator) leaves nothing on screen, and leads back here.
    effect(() => {
      if (this.session.state() !== 'unauthenticated') return;
      this.overlays.closeAll();
      void this.router.navigateByUrl(this.router.createUrlTree(['/sign-in'], this.session.signedOut() ? {} : { queryParams: { returnTo: this.router.url } }));
    });
    // A new page, not a new state of the same one: focus goes to its start and its name is said.
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        map((event) => event.urlAfterRedirects.split(/[?#]/)[0]),
        pairwise(),
        filter(([from, to]) => from !== to),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.arrived());
  }

  protected focusMain(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  /** Beside the drawn out side bar: away with it. */
  protected clickDrawer(event: Event): void {
    if (event.target instanceof Element && event.target.matches('.shade')) this.navigation.drawer.set(false);
  }

  protected async openPalette(): Promise<void> {
    if (this.paletteOpen) return;
    this.paletteOpen = true;
    this.navigation.drawer.set(false);
    const { PaletteDialog } = await import('./palette-dialog.js');
    this.dialogs.open(PaletteDialog, { size: 'md', label: this.word('commands.palette') }).closed.subscribe(() => (this.paletteOpen = false));
  }

  protected async openHelp(): Promise<void> {
    const { ShortcutsDialog } = await import('./shortcuts-dialog.js');
    this.dialogs.open(ShortcutsDialog, { size: 'lg' });
  }

  private arrived(): void {
    const main = this.main().nativeElement;
    if (!main.contains(document.activeElement)) main.focus({ preventScroll: true });
    this.arrivals.update((count) => count + 1);
  }

  /** Says where one is: once for each arrival, and again when the page is called something else. A page that is loaded is read by itself. */
  private announce(arrival: number, title: string): void {
    const words = `${arrival} ${title}`;
    if (!arrival || !title || words === this.announced) return;
    this.announced = words;
    void this.announcer.announce(title);
  }

  private preferences(): Command[] {
    const group = this.word('commands.preferences');
    const theme = (choice: 'light' | 'dark' | 'system'): Command => ({
      id: `theme-${choice}`, group, icon: choice === 'dark' ? 'moon' : choice === 'light' ? 'sun' : 'monitor',
      label: `${this.word('account.theme')}: ${this.word(`account.${choice}`)}`, run: () => this.theme.choice.set(choice),
    });
    const density = this.theme.density() === 'compact' ? 'comfortable' : 'compact';
    return [
      theme('light'), theme('dark'), theme('system'),
      { id: 'density', group, icon: 'rows-3', label: `${this.word('account.density')}: ${this.word(`account.${density}`)}`, run: () => this.theme.density.set(density) },
    ];
  }

  private general(): Command[] {
    const group = this.word('commands.general');
    return [
      { id: 'palette', group, hidden: true, label: this.word('commands.palette'), keys: 'mod+k', run: () => void this.openPalette() },
      { id: 'find', group, hidden: true, label: this.word('commands.palette'), keys: '/', run: () => void this.openPalette() },
      { id: 'help', group, icon: 'keyboard', label: this.word('commands.help'), keys: '?', run: () => void this.openHelp() },
      { id: 'sidebar', group, icon: 'panel-left', label: this.word('commands.toggleSidebar'), keys: '[', run: () => this.navigation.toggleCollapsed() },
      { id: 'undo', group, hidden: true, label: this.word('commands.undo'), keys: 'mod+z', run: () => void this.toasts.runLatestAction() },
    ];
  }

  private word(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(key, params);
  }
}
