import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** Names of the fields selected below any of `paths` (`edges.node`; empty for the field itself), fragments followed. Lets a list read only the columns that are shown. */
export function selectedFields(info: GraphQLResolveInfo, paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  const wanted = paths.map((path) => (path === '' ? [] : path.split('.')));
  const walk = (set: SelectionSetNode | undefined, trail: readonly string[]): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.INLINE_FRAGMENT) walk(node.selectionSet, trail);
      else if (node.kind === Kind.FRAGMENT_SPREAD) walk(info.fragments[node.name.value]?.selectionSet, trail);
      else {
        if (wanted.some((path) => path.length === trail.length && path.every((step, index) => step === trail[index]))) found.add(node.name.value);
        const deeper = [...trail, node.name.value];
        if (wanted.some((path) => deeper.every((step, index) => step === path[index]))) walk(node.selectionSet, deeper);
      }
    }
  };
  for (const node of info.fieldNodes) walk(node.selectionSet, []);
  return found;
}
