import { Kind, OperationTypeNode, type GraphQLFormattedError, type OperationDefinitionNode } from 'graphql';

/**
 * Several mutations of a request run one after the other, each in a transaction of its own. The first that fails ends the request and, as mutations never answer
 * null, takes the answers of those before it along; so the error says which of them are done.
 */
export function tellDone(operation: OperationDefinitionNode, errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  const keys = operation.selectionSet.selections.map((selection) => (selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : null));
  if (operation.operation !== OperationTypeNode.MUTATION || keys.length < 2) return errors;
  return errors.map((error) => {
    const failed = keys.indexOf(String(error.path?.[0]));
    // Fields in fragments come in an order of their own: rather nothing than a guess.
    return failed < 0 || keys.includes(null) ? error : { ...error, extensions: { ...error.extensions, done: keys.slice(0, failed) } };
  });
}
