export { detectFormat, SHARES, type ColumnFormat, type DetectedFormat } from './format.js';
export { isNullMarker } from './nulls.js';
export { VALUE_PROBLEMS, type Outcome, type ValueProblem } from './outcome.js';
export { parseCell } from './parse.js';
