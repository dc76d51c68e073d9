/** How programs write "nothing". Only what nobody means as a value: a person may be called Null, and NA is a country. */
const ANY_CASE = new Set(['', '-', '--', '---', '–', '—', 'n/a', 'n.a.', '#n/a', '#value!', '#ref!', '#null!', '(blank)', '(none)', '(empty)', '(null)', '<null>', '[null]', '\\n', 'undefined']);
const AS_WRITTEN = new Set(['NULL', 'null', 'Select', 'NaN', 'nan', 'None selected', '- None -', '--None--']);

/** @param cell trimmed text */
export const isNullMarker = (cell: string): boolean => ANY_CASE.has(cell.toLowerCase()) || AS_WRITTEN.has(cell);
