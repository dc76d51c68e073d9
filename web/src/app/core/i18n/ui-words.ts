import { computed, inject, type Provider } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { ENGLISH_UI_TEXT, UI_TEXT, type UiText } from '@libs/ui';

const SCOPE = 'ui.';

/** The design system's own words, from the translation `ui` where the language has one, else its English. */
export const provideUiWords = (): Provider => ({
  provide: UI_TEXT,
  useFactory: () => {
    const words = toSignal(inject(TranslocoService).selectTranslation(), { initialValue: {} });
    return computed<UiText>(() => {
      const translated = Object.entries(words()).filter(([key]) => key.startsWith(SCOPE)).map(([key, text]) => [key.slice(SCOPE.length), text]);
      return { ...ENGLISH_UI_TEXT, ...(Object.fromEntries(translated) as Partial<UiText>) };
    });
  },
});
