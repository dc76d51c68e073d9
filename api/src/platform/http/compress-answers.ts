import { constants } from 'node:zlib';
import compression from 'compression';
import type { RequestHandler } from 'express';

/** Bytes from which an answer is compressed. Smaller ones fit a few packets as they are; and answers that carry a token are far below, so what a stranger makes a browser ask for cannot be guessed from their size. */
const WORTHWHILE = 4 * 1024;
/** Quick rather than small: an answer is made once and read once, on the cores that make the next. A page of a list is a sixth of its size at this level. */
const LEVEL = 3;

/** Compresses what is asked for and worth it: lists and files that are text. The files of the web client come compressed already. */
export const compressAnswers = (): RequestHandler => compression({ threshold: WORTHWHILE, level: LEVEL, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: LEVEL } } });
