import { type ApplicationConfig, ErrorHandler, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter, RedirectCommand, Router, TitleStrategy, withComponentInputBinding, withInMemoryScrolling, withNavigationErrorHandler } from '@angular/router';
import { provideUiOverlays, UI_DATE_LOCALE, UI_LOCALE } from '@libs/ui';
import { Formats } from './core/format/formats.js';
import { provideText } from './core/i18n/i18n.js';
import { provideUiWords } from './core/i18n/ui-words.js';
import { FEATURES } from './core/feature/feature.js';
import { AppError } from './core/graphql/app-error.js';
import { provideGraphql } from './core/graphql/provide-graphql.js';
import { NavigationFailure } from './core/page/navigation-failure.js';
import { TranslatedTitles } from './core/page/page.js';
import { features } from './features.js';
import { routes } from './app.routes.js';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      // A lazy part that does not arrive (new version installed, network gone) must not leave a dead click.
      withNavigationErrorHandler((failure) => {
        inject(ErrorHandler).handleError(failure.error);
        inject(NavigationFailure).error.set(failure.error instanceof AppError ? failure.error : null);
        return new RedirectCommand(inject(Router).parseUrl('/failed'), { skipLocationChange: true });
      }),
    ),
    provideText(),
    provideUiWords(),
    provideUiOverlays(),
    { provide: UI_LOCALE, useFactory: () => inject(Formats).locale },
    { provide: UI_DATE_LOCALE, useFactory: () => inject(Formats).wordLocale },
    provideGraphql(),
    { provide: FEATURES, useValue: features },
    { provide: TitleStrategy, useExisting: TranslatedTitles },
  ],
};
