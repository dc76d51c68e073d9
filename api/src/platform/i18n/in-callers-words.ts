import type { FieldMiddleware } from '@nestjs/graphql';
import { inWords } from './phrasebook.js';

/** For fields with texts of ours that were stored as they were written, in English: they leave in the caller's language. */
export const inCallersWords: FieldMiddleware = async (_field, next) => {
  const said: unknown = await next();
  if (Array.isArray(said)) return said.map((text: unknown) => (typeof text === 'string' ? inWords(text) : text));
  return typeof said === 'string' ? inWords(said) : said;
};
