import { GraphQLError, Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Config } from '../config/config.js';
import { currentContext } from '../context/request-context.js';
import { AppError, validationError } from '../errors/app-error.js';
import { HTTP_STATUS } from '../errors/http-status.js';
import { checkLimits } from './operation-limits.js';

/** What is known of an operation once its document is parsed and valid. */
export interface KnownOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

const ROUTER_ONLY = new Set(['_service', '_entities']);
const INTROSPECTION = new Set(['__schema', '__type']);

/**
 * Refuses an operation that the caller may not send at all, before any resolver runs. These are not validation rules, because a valid document is
 * cached and then not validated again, whoever sends it.
 */
export function checkOperation(known: KnownOperation, config: Config): void {
  try {
    refuseOperation(known, config);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Nothing has run yet, so the answer may carry a status that caches and proxies understand.
    throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status: HTTP_STATUS[error.code] } } });
  }
}

function refuseOperation({ schema, document, operation, variables }: KnownOperation, config: Config): void {
  const roots = rootFields(document, operation.selectionSet);
  // Both answer without any guard of ours: to anybody but a router they do not exist.
  const router = roots.find((name) => ROUTER_ONLY.has(name));
  if (router && !config.federation) throw validationError({ '': [`Cannot query field "${router}" on type "Query".`] });
  if (config.introspection === 'members' && roots.some((name) => INTROSPECTION.has(name)) && !currentContext().userId) {
    throw new AppError('UNAUTHENTICATED', 'Sign in to read the schema.');
  }
  checkLimits(schema, document, operation, variables);
}

/** Names of the fields at the root, fragments spread; a fragment that is spread twice is looked at once. */
function rootFields(document: DocumentNode, selection: SelectionSetNode): string[] {
  const fragments = new Map(document.definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));
  const seen = new Set<string>();
  const collect = (set: SelectionSetNode): string[] =>
    set.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node.name.value];
      if (node.kind === Kind.INLINE_FRAGMENT) return collect(node.selectionSet);
      if (seen.has(node.name.value)) return [];
      seen.add(node.name.value);
      const fragment = fragments.get(node.name.value);
      return fragment ? collect(fragment.selectionSet) : [];
    });
  return collect(selection);
}
