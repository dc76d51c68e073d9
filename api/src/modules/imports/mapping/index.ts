export { importableFields, suggestMapping, type ColumnSuggestion, type FieldSuggestion, type MappingTarget } from './suggest.js';
