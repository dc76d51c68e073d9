import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import type { IconName } from '@libs/ui';

/** Something a person can do: listed in the palette, and with `keys` a shortcut. */
export interface Command {
  readonly id: string;
  /** In the user's language. */
  readonly label: string;
  readonly detail?: string;
  readonly group: string;
  readonly icon?: IconName;
  /** `c`, `mod+k`, `shift+/`, or a sequence `g a`. `mod` is Command on a Mac, else Control. */
  readonly keys?: string;
  /** Kept out of the palette: only a shortcut (and its line in the help). */
  readonly hidden?: boolean;
  readonly run: () => void;
}

/** Finds records and the like for what was typed; must stop when `signal` aborts. */
export type CommandSearch = (query: string, signal: AbortSignal) => Promise<readonly Command[]>;

/** Every command that can be run at this moment. */
@Service()
export class Commands {
  private readonly sources = signal<readonly (() => readonly Command[])[]>([]);
  private readonly searches = signal<readonly CommandSearch[]>([]);

  readonly all = computed(() => this.sources().flatMap((source) => source()));
  readonly searchSources = this.searches.asReadonly();

  /** `source` may read signals (permissions, language, selection). Returns what removes it. */
  add(source: () => readonly Command[]): () => void {
    this.sources.update((list) => [...list, source]);
    return () => this.sources.update((list) => list.filter((each) => each !== source));
  }

  addSearch(search: CommandSearch): () => void {
    this.searches.update((list) => [...list, search]);
    return () => this.searches.update((list) => list.filter((each) => each !== search));
  }
}

/** Commands for as long as the component lives; call it where `inject` may be called. */
export function useCommands(source: () => readonly Command[]): void {
  const remove = inject(Commands).add(source);
  inject(DestroyRef).onDestroy(remove);
}
