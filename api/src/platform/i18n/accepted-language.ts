import type { IncomingMessage } from 'node:http';
import { type Language, languageOfLocale } from '@libs/contracts';

/** The language a caller asks for with `Accept-Language` (RFC 9110, 12.5.4), English where it names none that we speak. */
export function acceptedLanguage(request: IncomingMessage): Language {
  const wishes = (request.headers['accept-language'] ?? '').split(',').map((wish) => {
    const [locale = '', ...parameters] = wish.split(';');
    const quality = Number(parameters.find((parameter) => parameter.trim().startsWith('q='))?.trim().slice(2) ?? 1);
    return { language: languageOfLocale(locale), quality: Number.isFinite(quality) ? quality : 0 };
  });
  const best = wishes.filter((wish) => wish.language && wish.quality > 0).sort((one, other) => other.quality - one.quality)[0];
  return best?.language ?? 'en';
}
