/** Why a cell can't become the value of its field. */
export const VALUE_PROBLEMS = {
  NOT_A_NUMBER: 'is not a number',
  NOT_AN_INTEGER: 'is not a whole number',
  AMBIGUOUS_NUMBER: 'could be read in two ways; say which sign separates decimals',
  OUT_OF_RANGE: 'is out of range',
  NOT_A_DATE: 'is not a date',
  AMBIGUOUS_DATE: 'could be two dates; say whether the day or the month comes first',
  NOT_A_BOOLEAN: 'is neither yes nor no',
  UNKNOWN_CHOICE: 'is none of the choices',
  NOT_AN_EMAIL: 'is not an e-mail address',
  NOT_A_PHONE: 'is not a phone number',
  NOT_A_URL: 'is not a web address',
  TOO_LONG: 'is too long',
  TOO_MANY: 'has too many entries',
} as const;
export type ValueProblem = keyof typeof VALUE_PROBLEMS;

export type Outcome<T = unknown> = { readonly ok: true; readonly value: T | null } | { readonly ok: false; readonly problem: ValueProblem; readonly suggestion?: string };

export const value = <T>(found: T | null): Outcome<T> => ({ ok: true, value: found });
export const problem = (code: ValueProblem, suggestion?: string): Outcome<never> => ({ ok: false, problem: code, ...(suggestion === undefined ? {} : { suggestion }) });
