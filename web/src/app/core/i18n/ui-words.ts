import { computed, inject, type Provider } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { ENGLISH_UI_TEXT, UI_TEXT, type UiText } from '@libs/ui';

/** The design system's own words, from the translation `ui` where the language has one, else its English. */
export const provideUiWords = (): Provider => ({
  provide: UI_TEXT,
  useFactory: () => {
    const words = toSignal(inject(TranslocoService).selectTranslateObject<Partial<UiText>>('ui'), { initialValue: {} });
    return computed<UiText>(() => {
      const translated = words();
      return typeof translated === 'object' ? { ...ENGLISH_UI_TEXT, ...translated } : ENGLISH_UI_TEXT;
    });
  },
});
