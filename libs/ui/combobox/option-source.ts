import { type Signal, effect, signal } from '@angular/core';
import { matchScore } from '../palette/match.js';
import type { OptionSearch, UiOption } from './option.js';

const TYPING_PAUSE_MS = 160;

export interface OptionSource {
  readonly options: Signal<readonly UiOption[]>;
  readonly busy: Signal<boolean>;
  readonly failed: Signal<boolean>;
}

/** Options for `query` while `open`: filtered from a fixed list at once, or searched with the last answer kept until the next arrives. */
export function optionSource(fixed: Signal<readonly UiOption[] | null>, search: Signal<OptionSearch | null>, query: Signal<string>, open: Signal<boolean>): OptionSource {
  const options = signal<readonly UiOption[]>([]);
  const busy = signal(false);
  const failed = signal(false);
  effect((onCleanup) => {
    if (!open()) return;
    const find = search();
    const text = query();
    if (!find) {
      options.set(filterOptions(fixed() ?? [], text));
      return;
    }
    const abort = new AbortController();
    busy.set(true);
    const timer = setTimeout(() => {
      find(text, abort.signal)
        .then((found) => {
          if (abort.signal.aborted) return;
          options.set(found);
          failed.set(false);
          busy.set(false);
        })
        .catch(() => {
          if (abort.signal.aborted) return;
          options.set([]);
          failed.set(true);
          busy.set(false);
        });
    }, text ? TYPING_PAUSE_MS : 0);
    onCleanup(() => {
      clearTimeout(timer);
      abort.abort();
    });
  });
  return { options, busy, failed };
}

export function filterOptions(options: readonly UiOption[], query: string): readonly UiOption[] {
  if (!query.trim()) return options;
  return options
    .map((option) => ({ option, score: matchScore(query, `${option.label} ${option.detail ?? ''}`) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((each) => each.option);
}
