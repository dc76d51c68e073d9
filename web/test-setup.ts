import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });

// jsdom has no layout: what depends on the screen sees a wide one with a pointer.
if (!('matchMedia' in window)) {
  const media = (query: string) => Object.assign(new EventTarget(), { matches: false, media: query, onchange: null, addListener: () => undefined, removeListener: () => undefined });
  Object.defineProperty(window, 'matchMedia', { value: media, configurable: true });
}
