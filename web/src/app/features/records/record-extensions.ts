import { EnvironmentInjector, inject, runInInjectionContext, Service, type Type } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { FEATURES, type RecordExtension, type RecordVerb } from '../../core/feature/feature.js';
import { RecordPages } from '../../core/records/record-pages.js';

export interface LoadedParts {
  readonly tops: readonly Type<unknown>[];
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly component: Type<unknown> }[];
}

/** What domains add to the generic panel, page and form of their record types; loaded when such a record is first shown. */
@Service()
export class RecordExtensions {
  private readonly features = inject(FEATURES);
  private readonly pages = inject(RecordPages);
  private readonly injector = inject(EnvironmentInjector);

  /** Whether records of a type have pages to lead to. */
  hasPages(plural: string): boolean {
    return this.pages.has(plural);
  }

  async parts(recordType: string): Promise<LoadedParts> {
    const extensions = await this.ready(recordType);
    const [tops, tabs] = await Promise.all([
      Promise.all(extensions.flatMap((extension) => extension.top?.() ?? [])),
      Promise.all(extensions.flatMap((extension) => extension.tabs ?? []).map(async ({ id, label, load }) => ({ id, label, component: await load() }))),
    ]);
    return { tops, tabs };
  }

  /** What domains do with one record of the type; their words are there once a list has its tools. */
  verbs(recordType: string): readonly RecordVerb[] {
    return this.features.flatMap((feature) => feature.records ?? []).flatMap((each) => (each.recordType === recordType ? (each.verbs ?? []) : []));
  }

  /** What counts the things that records of the type hold; null where no domain does. */
  tally(recordType: string): ((ids: readonly string[]) => Promise<ReadonlyMap<string, number>>) | null {
    const tally = this.features.flatMap((feature) => feature.records ?? []).find((each) => each.recordType === recordType && each.tally)?.tally;
    return tally ? (ids) => tally(this.injector, ids) : null;
  }

  /** What domains put into the tool bar of the type's lists. */
  async listTools(recordType: string): Promise<readonly Type<unknown>[]> {
    return Promise.all((await this.ready(recordType)).flatMap((extension) => extension.listTools?.() ?? []));
  }

  /** A domain's own form for new records, or null where the generic one does. */
  async form(recordType: string): Promise<Type<unknown> | null> {
    const extension = (await this.ready(recordType)).find((each) => each.form);
    return (await extension?.form?.()) ?? null;
  }

  /** What all domains add to the record type, in the order of the features; their words are loaded. */
  private async ready(recordType: string): Promise<readonly RecordExtension[]> {
    const extensions = this.features.flatMap((feature) => feature.records ?? []).filter((each) => each.recordType === recordType);
    await Promise.all(extensions.map((extension) => firstValueFrom(runInInjectionContext(this.injector, extension.text))));
    return extensions;
  }
}
