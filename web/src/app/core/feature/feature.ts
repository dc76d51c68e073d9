import { InjectionToken, type Injector, type Type } from '@angular/core';
import type { Routes } from '@angular/router';
import type { Observable } from 'rxjs';
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

/** A part of a record's panel and page. The component takes the inputs `id` (the record's) and `full` (on a page of its own). */
export interface RecordPart {
  readonly id: string;
  /** Translation key of the tab. */
  readonly label: string;
  readonly load: () => Promise<Type<unknown>>;
}

/** Something that is done with one record, in the menus of lists. */
export interface RecordVerb {
  readonly id: string;
  readonly icon: IconName;
  /** Translation key. */
  readonly label: string;
  /** Fields that say whether it applies; lists read them. */
  readonly needs: readonly string[];
  readonly applies: (record: Readonly<Record<string, unknown>> & { readonly id: string }, session: SessionStore) => boolean;
  /** Loads what does it. */
  readonly run: (injector: Injector, record: Readonly<Record<string, unknown>> & { readonly id: string }) => Promise<unknown>;
}

/** What a domain adds to the generic panel, page and form of a record type; several domains may add to one type. */
export interface RecordExtension {
  readonly recordType: string;
  /** Its words, from `featureText`; loaded before any part of it. */
  readonly text: () => Observable<true>;
  /** Stands between the record's name and its tabs; inputs as those of a part. */
  readonly top?: () => Promise<Type<unknown>>;
  /** Tabs behind the one with the fields. */
  readonly tabs?: readonly RecordPart[];
  /** What else is done with one of them. */
  readonly verbs?: readonly RecordVerb[];
  /** Buttons in the tool bar of its lists, which find the list's state (`ListState`) where they stand. */
  readonly listTools?: () => Promise<Type<unknown>>;
  /** How many things records hold, shown beside their names in lists; asked for a page of them at a time, after the list itself. */
  readonly tally?: (injector: Injector, ids: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** A dialog for new records in place of the generic form; takes `RecordFormData` and closes with `Written`. */
  readonly form?: () => Promise<Type<unknown>>;
}

/** What a feature tells the client without being loaded. One object a feature, listed in app/features.ts. */
export interface Feature {
  readonly id: string;
  readonly nav?: readonly NavEntry[];
  /** Lazy routes inside the shell. */
  readonly routes: Routes;
  readonly records?: readonly RecordExtension[];
  /** Stands over the foot of every page, with work that goes on while people move about. */
  readonly foot?: () => Promise<Type<unknown>>;
}

export const FEATURES = new InjectionToken<readonly Feature[]>('features');
