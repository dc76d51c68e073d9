import { computed, inject, Service, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { OptionSearch, UiOption } from '@libs/ui';
import { filterFieldNamed, type FieldMetadata, type RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { RecordsGateway } from '../../../core/records/records.gateway.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { FieldViews } from '../field-views.js';
import { isUnary, ME, rulesOf, type FilterGroup } from './filter-model.js';

/** What the ids in filters are called: learned while people choose, and asked for where an address or a view brings them. */
@Service()
export class FilterNames {
  private readonly gateway = inject(RecordsGateway);
  private readonly views = inject(FieldViews);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly known = signal<Readonly<Record<string, string>>>({});
  readonly all = computed(() => ({ ...this.known(), [ME]: this.me() }));

  of(id: string): string {
    return id === ME ? this.me() : (this.known()[id] ?? '…');
  }

  /** The caller, for chips and lists. */
  me(): string {
    return this.transloco.translate('views.filter.me');
  }

  /** A search for records of a reference that remembers what it offered; members can be "me". */
  searchOf(field: FieldMetadata): OptionSearch {
    const find = this.views.searchOf(field);
    return async (query, signal) => {
      const options = await find(query, signal);
      this.add(options);
      return field.target === 'member' && this.matchesMe(query) ? [this.meOption(), ...options] : options;
    };
  }

  /** Asks for the names of the ids in a filter. */
  async learn(type: RecordTypeMetadata, filter: FilterGroup): Promise<void> {
    for (const rule of rulesOf(filter)) {
      const target = filterFieldNamed(type, rule.field)?.target;
      const unknown = rule.values.filter((value) => value !== ME && !(value in this.known()));
      if (!target || unknown.length === 0 || isUnary(rule.operator)) continue;
      const options = await this.gateway.options(target, '', { id: { in: unknown } }).catch(() => []);
      this.add(options);
    }
  }

  private add(options: readonly UiOption[]): void {
    if (options.length > 0) this.known.update((names) => ({ ...names, ...Object.fromEntries(options.map((option) => [option.value, option.label])) }));
  }

  private meOption(): UiOption {
    const name = this.session.member()?.name;
    return { value: ME, label: this.me(), ...(name ? { detail: name } : {}) };
  }

  private matchesMe(query: string): boolean {
    const words = query.trim().toLowerCase();
    return words === '' || this.me().toLowerCase().startsWith(words);
  }
}
