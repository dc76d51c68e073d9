import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { iconOr } from '@libs/ui';
import { Commands, type Command } from '../commands/commands.js';
import { SessionStore } from '../session/session.store.js';
import { RecordsGateway } from './records.gateway.js';
import { RecordTypesStore } from './record-types.store.js';

const SEARCHED = ['account', 'contact', 'opportunity', 'product'] as const;
const SHOWN_OF_EACH = 5;

/** Finds records by name for the palette; a result opens the record's page. Constructed once, with the client. */
@Service()
export class RecordSearch {
  private readonly gateway = inject(RecordsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);

  constructor() {
    inject(Commands).addSearch((query, signal) => this.find(query, signal));
  }

  /** A type that fails leaves the others' results. */
  private async find(query: string, signal: AbortSignal): Promise<readonly Command[]> {
    await this.types.load();
    if (signal.aborted) return [];
    const names = SEARCHED.filter((name) => this.types.find(name) && this.session.can('view', name));
    const results = await Promise.allSettled(names.map((name) => this.ofType(name, query)));
    return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  }

  private async ofType(name: string, query: string): Promise<readonly Command[]> {
    const type = this.types.named(name);
    const options = await this.gateway.options(name, query);
    return options.slice(0, SHOWN_OF_EACH).map((option) => ({
      id: `record-${name}-${option.id}`,
      label: option.title,
      detail: type.label,
      group: this.transloco.translate('commands.records'),
      icon: iconOr(type.icon),
      run: () => void this.router.navigateByUrl(`/${type.plural}/${option.id}`),
    }));
  }
}
