import { Field } from '@nestjs/graphql';
import { registerListFilter, type ListFilter } from '../records/list-filters.js';
import type { RecordType } from '../records/record-type.js';
import { filterInputFor } from './filter-inputs.js';
import { recordGraphql } from './record-types.js';

/** Adds something that is no field to what lists of the type can be filtered by: to their input, their descriptions and their SQL. */
export function addListFilter(type: RecordType, filter: ListFilter): ListFilter {
  registerListFilter(type, filter);
  Field(() => filterInputFor('reference'), { nullable: true, description: filter.label })(recordGraphql(type).filter.prototype as object, filter.name);
  return filter;
}
