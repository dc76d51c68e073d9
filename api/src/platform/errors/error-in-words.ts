import { inWords } from '../i18n/phrasebook.js';
import { AppError, describeDetails, type ErrorDetails } from './app-error.js';

/** The same error in the caller's language, as far as its texts are translated. */
export function errorInWords(error: AppError): AppError {
  const { details } = error.extra;
  const said = details && (Object.fromEntries(Object.entries(details).map(([field, reasons]) => [field, reasons.map((reason) => inWords(reason))])) as ErrorDetails);
  // A message that is only the first of the reasons is made of the translated ones again.
  const message = said && details && error.message === describeDetails(details) ? describeDetails(said) : inWords(error.message);
  return new AppError(error.code, message, { ...error.extra, ...(said && { details: said }) });
}
