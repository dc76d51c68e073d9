import { type Signal, computed, effect, linkedSignal, signal, untracked } from '@angular/core';
import { matchScore } from '../palette/match.js';
import type { OptionSearch, UiOption } from './option.js';

const TYPING_PAUSE_MS = 160;

export interface OptionSource {
  readonly options: Signal<readonly UiOption[]>;
  readonly busy: Signal<boolean>;
  readonly failed: Signal<boolean>;
  /** The options are still those for what was typed before. */
  readonly stale: Signal<boolean>;
  /** Runs once the options are those for what is typed: now, or when they are there. Not at all when something else is typed before, or the list is closed. */
  settled(run: () => void): void;
}

/** Options for `query` while `open`: filtered from a fixed list at once, or searched with the last answer kept until the next arrives. */
export function optionSource(fixed: Signal<readonly UiOption[] | null>, search: Signal<OptionSearch | null>, query: Signal<string>, open: Signal<boolean>): OptionSource {
  const options = signal<readonly UiOption[]>([]);
  const busy = signal(false);
  const failed = signal(false);
  /** The query that the options are for. */
  const answered = signal<string | null>(null);
  const stale = computed(() => answered() !== query());
  const waiting = linkedSignal<unknown, (() => void) | null>({ source: () => [query(), open()], computation: () => null });
  effect((onCleanup) => {
    if (!open()) return;
    const find = search();
    const text = query();
    if (!find) {
      options.set(filterOptions(fixed() ?? [], text));
      answered.set(text);
      return;
    }
    const abort = new AbortController();
    busy.set(true);
    const timer = setTimeout(() => {
      find(text, abort.signal)
        .then((found) => {
          if (abort.signal.aborted) return;
          options.set(found);
          answered.set(text);
          failed.set(false);
          busy.set(false);
        })
        .catch(() => {
          if (abort.signal.aborted) return;
          options.set([]);
          failed.set(true);
          busy.set(false);
          answered.set(text);
        });
    }, text ? TYPING_PAUSE_MS : 0);
    onCleanup(() => {
      clearTimeout(timer);
      abort.abort();
    });
  });
  effect(() => {
    const run = waiting();
    if (!run || stale()) return;
    untracked(() => {
      waiting.set(null);
      run();
    });
  });
  return { options, busy, failed, stale, settled: (run) => (stale() ? waiting.set(run) : run()) };
}

export function filterOptions(options: readonly UiOption[], query: string): readonly UiOption[] {
  if (!query.trim()) return options;
  return options
    .map((option) => ({ option, score: matchScore(query, `${option.label} ${option.detail ?? ''}`) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((each) => each.option);
}
