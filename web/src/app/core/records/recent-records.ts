import { computed, inject, Service, signal } from '@angular/core';
import { SessionStore } from '../session/session.store.js';

export interface RecentRecord {
  readonly recordType: string;
  readonly id: string;
  readonly title: string;
}

const KEPT = 12;

/** The records somebody looked at last in this browser, newest first; each workspace and person has its own. */
@Service()
export class RecentRecords {
  private readonly session = inject(SessionStore);
  private readonly written = signal(0);
  private readonly key = computed(() => {
    const member = this.session.member();
    return member ? `kinship.recent.${member.id}` : null;
  });

  readonly all = computed<readonly RecentRecord[]>(() => {
    this.written();
    const key = this.key();
    return key ? read(key) : [];
  });

  add(record: RecentRecord): void {
    const key = this.key();
    if (key) this.write(key, [record, ...read(key).filter((each) => each.id !== record.id)].slice(0, KEPT));
  }

  /** It is gone, or no longer to be seen. */
  forget(id: string): void {
    const key = this.key();
    if (key) this.write(key, read(key).filter((each) => each.id !== id));
  }

  private write(key: string, records: readonly RecentRecord[]): void {
    try {
      localStorage.setItem(key, JSON.stringify(records));
    } catch {
      // Storage can be full or switched off; nothing but this list depends on it.
    }
    this.written.update((count) => count + 1);
  }
}

function read(key: string): readonly RecentRecord[] {
  try {
    const records: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(records) ? records.filter(isRecent) : [];
  } catch {
    return [];
  }
}

const isRecent = (value: unknown): value is RecentRecord =>
  typeof value === 'object' && value !== null && ['recordType', 'id', 'title'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string');
