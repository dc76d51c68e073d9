import { EnvironmentInjector, inject, runInInjectionContext, Service, type Type } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { FEATURES, type RecordExtension } from '../../core/feature/feature.js';
import { RecordPages } from '../../core/records/record-pages.js';

export interface LoadedParts {
  readonly top: Type<unknown> | null;
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
    const extension = await this.ready(recordType);
    const [top, tabs] = await Promise.all([
      extension?.top?.() ?? null,
      Promise.all((extension?.tabs ?? []).map(async ({ id, label, load }) => ({ id, label, component: await load() }))),
    ]);
    return { top, tabs };
  }

  /** The domain's own form for new records, or null where the generic one does. */
  async form(recordType: string): Promise<Type<unknown> | null> {
    const extension = await this.ready(recordType);
    return (await extension?.form?.()) ?? null;
  }

  private async ready(recordType: string): Promise<RecordExtension | undefined> {
    const extension = this.features.flatMap((feature) => feature.records ?? []).find((each) => each.recordType === recordType);
    if (extension) await firstValueFrom(runInInjectionContext(this.injector, extension.text));
    return extension;
  }
}
