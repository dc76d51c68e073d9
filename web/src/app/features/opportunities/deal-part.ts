import { DestroyRef, effect, inject, signal, untracked, type Signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { RecordsLive } from '../../core/records/records-live.js';

const SETTLE_MS = 120;

export interface DealPart<Value> {
  /** Null until the first answer. */
  readonly value: Signal<Value | null>;
  readonly error: Signal<AppError | null>;
  readonly reload: () => Promise<void>;
}

/** Keeps a part of a deal as it is: read when another deal is shown and when the deal or a record of the named types changes. */
export function dealPart<Value>(id: Signal<string>, types: readonly string[], read: (id: string) => Promise<Value>): DealPart<Value> {
  const value = signal<Value | null>(null);
  const error = signal<AppError | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reload = async (): Promise<void> => {
    const wanted = id();
    try {
      const answer = await read(wanted);
      if (wanted !== id()) return;
      value.set(answer);
      error.set(null);
    } catch (problem) {
      if (wanted === id()) error.set(toAppError(problem));
    }
  };
  effect(() => {
    id();
    untracked(() => {
      value.set(null);
      void reload();
    });
  });
  const destroyed = inject(DestroyRef);
  inject(RecordsLive).events.pipe(takeUntilDestroyed(destroyed)).subscribe((event) => {
    if (event.kind !== 'RESYNC' && event.recordId !== id() && !types.includes(event.recordType ?? '')) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), SETTLE_MS);
  });
  destroyed.onDestroy(() => clearTimeout(timer));
  return { value: value.asReadonly(), error: error.asReadonly(), reload };
}
