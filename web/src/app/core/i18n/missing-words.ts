import { ErrorHandler, inject, Service } from '@angular/core';
import type { TranslocoMissingHandler } from '@jsverse/transloco';

/** Reports words that a page lacks, each once; the stories fail on it, because nobody should ever read a key. */
@Service()
export class MissingWords implements TranslocoMissingHandler {
  private readonly errors = inject(ErrorHandler);
  private readonly told = new Set<string>();

  handle(key: string): string {
    if (!this.told.has(key)) this.errors.handleError(new Error(`There are no words for "${key}".`));
    this.told.add(key);
    return key;
  }
}
