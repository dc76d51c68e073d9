import { computed, DestroyRef, effect, inject, Service, signal } from '@angular/core';
import { brandVars } from '@libs/ui';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Density = 'compact' | 'comfortable';

const THEME_KEY = 'kinship.theme';
const DENSITY_KEY = 'kinship.density';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage can be switched off; the choice then lasts until the page is left.
  }
}

/** Theme, density and brand colour. The script in index.html applies the first two before the first paint, under the same keys. */
@Service()
export class Theme {
  private readonly systemDark = signal(false);
  readonly choice = signal<ThemeChoice>(asChoice(read(THEME_KEY)));
  readonly density = signal<Density>(read(DENSITY_KEY) === 'comfortable' ? 'comfortable' : 'compact');
  /** `#rrggbb` of the tenant's brand, or null for the product's own. */
  readonly brand = signal<string | null>(null);
  readonly resolved = computed<'light' | 'dark'>(() =>
    this.choice() === 'dark' || (this.choice() === 'system' && this.systemDark()) ? 'dark' : 'light',
  );

  constructor() {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => this.systemDark.set(media.matches);
    follow();
    media.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => media.removeEventListener('change', follow));
    const root = document.documentElement;
    effect(() => {
      root.dataset['theme'] = this.resolved();
      root.dataset['density'] = this.density();
      write(THEME_KEY, this.choice());
      write(DENSITY_KEY, this.density());
    });
    effect(() => {
      const brand = this.brand();
      const vars = brand ? brandVars(brand, this.resolved()) : null;
      for (const name of ['--brand', '--brand-hover', '--on-brand', '--brand-fg', '--brand-soft', '--focus'] as const) {
        if (vars) root.style.setProperty(name, vars[name]);
        else root.style.removeProperty(name);
      }
    });
  }
}

function asChoice(value: string | null): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system';
}
