import { DOCUMENT, effect, inject, Service } from '@angular/core';
import { SessionStore } from '../session/session.store.js';
import { asLanguage, type Language, PAGE_LANGUAGE, rememberLanguage } from './language.js';

/**
 * The language of the page. Another one begins with the page loaded again: words, formats, and what the API sent in words then agree, and nobody pays for
 * the language they do not read.
 */
@Service()
export class Languages {
  private readonly document = inject(DOCUMENT);
  readonly active = PAGE_LANGUAGE;

  constructor() {
    const session = inject(SessionStore);
    this.document.documentElement.lang = this.active;
    // The profile's choice follows the person to every browser.
    effect(() => {
      const chosen = asLanguage((session.user()?.preferences as { language?: unknown } | null)?.language);
      if (chosen) this.use(chosen);
    });
  }

  use(language: Language): void {
    if (language !== this.active && rememberLanguage(language)) this.document.defaultView?.location.reload();
  }
}
