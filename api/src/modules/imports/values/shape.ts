/** What a cell looks like, before anybody says which field it is for. */
export type Shape = 'empty' | 'number' | 'date' | 'email' | 'url' | 'phone' | 'boolean' | 'text';

const EMAIL = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]{2,}$/;
const URL = /^(https?:\/\/\S+|www\.\S+\.\S+|[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|org|net|io|co|de|fr|uk|eu|nl|es|it|ch|at|info|biz|dev|app)(\/\S*)?)$/i;
const NUMBER = /^[-+(]?\s?[$€£¥]?\s?-?\d{1,3}([.,'\s\u00a0\u202f]?\d{2,3})*([.,]\d+)?\s?[$€£¥%]?\)?$|^-?\d+([.,]\d+)?(e[-+]?\d+)?$/i;
const DATE = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2}))([T\s,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s?([ap]\.?m\.?)?\s?(Z|[-+]\d{2}:?\d{2})?)?$/i;
const WORDED_DATE = /^(\d{1,2}\.?[\s-]\p{L}{3,9}\.?[\s,-]+\d{2,4}|\p{L}{3,9}\.?\s\d{1,2}(st|nd|rd|th)?,?\s\d{4})$/u;
const PHONE = /^(\+|00|\()[\d\s().\-/]{6,22}(\s?(x|ext\.?)\s?\d{1,6})?$|^\d{2,5}([\s.\-/]\d{2,5}){2,5}$/i;

/** @param cell trimmed text */
export function shapeOf(cell: string): Shape {
  if (cell === '') return 'empty';
  if (cell.length > 254) return 'text';
  if (EMAIL.test(cell)) return 'email';
  if (DATE.test(cell) || WORDED_DATE.test(cell)) return 'date';
  if (/^(true|false|yes|no|y|n)$/i.test(cell)) return 'boolean';
  if (NUMBER.test(cell)) return 'number';
  if (PHONE.test(cell)) return 'phone';
  if (URL.test(cell)) return 'url';
  return 'text';
}
