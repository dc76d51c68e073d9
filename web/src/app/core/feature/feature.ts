import { InjectionToken } from '@angular/core';
import type { Routes } from '@angular/router';
import type { IconName } from '@libs/ui';
import type { SessionStore } from '../session/session.store.js';

/** An entry of the side bar. */
export interface NavEntry {
  readonly id: string;
  /** Translation key; must be part of core/i18n, for it is shown before the feature is loaded. */
  readonly label: string;
  readonly icon: IconName;
  readonly link: string;
  /** Shortcut, by habit `g` and a letter. */
  readonly keys?: string;
  /** Smaller is higher. */
  readonly order: number;
  readonly place?: 'main' | 'foot';
  readonly visible?: (session: SessionStore) => boolean;
}

/** What a feature tells the client without being loaded. One object a feature, listed in app/features.ts. */
export interface Feature {
  readonly id: string;
  readonly nav?: readonly NavEntry[];
  /** Lazy routes inside the shell. */
  readonly routes: Routes;
}

export const FEATURES = new InjectionToken<readonly Feature[]>('features');
