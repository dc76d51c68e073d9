import { computed, inject, Service, signal } from '@angular/core';
import { FEATURES, type NavEntry } from '../core/feature/feature.js';
import { SessionStore } from '../core/session/session.store.js';

const COLLAPSED_KEY = 'kinship.sidebar';

function readCollapsed(): boolean {
  try {
    return localStorage.getItem(COLLAPSED_KEY) === 'collapsed';
  } catch {
    return false;
  }
}

/** What the side bar shows, and whether it is collapsed (desktop) or drawn out (phone). */
@Service()
export class Navigation {
  private readonly session = inject(SessionStore);
  private readonly features = inject(FEATURES);
  readonly collapsed = signal(readCollapsed());
  readonly drawer = signal(false);

  readonly entries = computed<readonly NavEntry[]>(() =>
    this.features
      .flatMap((feature) => feature.nav ?? [])
      .filter((entry) => entry.visible?.(this.session) ?? true)
      .sort((a, b) => a.order - b.order),
  );
  readonly main = computed(() => this.entries().filter((entry) => entry.place !== 'foot'));
  readonly foot = computed(() => this.entries().filter((entry) => entry.place === 'foot'));

  has(id: string): boolean {
    return this.entries().some((entry) => entry.id === id);
  }

  toggleCollapsed(): void {
    this.collapsed.update((value) => !value);
    try {
      localStorage.setItem(COLLAPSED_KEY, this.collapsed() ? 'collapsed' : 'open');
    } catch {
      // Storage can be switched off; the choice then lasts until the page is left.
    }
  }
}
