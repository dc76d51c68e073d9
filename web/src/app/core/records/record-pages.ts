import { inject, Service } from '@angular/core';
import { FEATURES } from '../feature/feature.js';
import { RecordTypesStore } from './record-types.store.js';

/** Where records are shown. */
@Service()
export class RecordPages {
  private readonly features = inject(FEATURES);
  private readonly types = inject(RecordTypesStore);

  /** Whether records of a type have pages to lead to. */
  has(plural: string): boolean {
    return this.features.some((feature) => feature.routes.some((route) => route.path === plural));
  }

  /** Names of the types that have. */
  typeNames(): readonly string[] {
    return this.types.all().filter((type) => this.has(type.plural)).map((type) => type.name);
  }

  linkOf(recordType: string, id: string): string {
    return `/${this.types.named(recordType).plural}/${id}`;
  }
}
