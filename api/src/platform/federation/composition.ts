import { parse } from 'graphql';

/** Composes subgraphs into a supergraph as a router would. @returns what is wrong with them; nothing when they compose */
export async function compositionErrors(subgraphs: ReadonlyMap<string, string>): Promise<string[]> {
  // Needed by developers and their checks only, so it is not part of an installation.
  const { composeServices } = await import('@apollo/composition');
  const { errors } = composeServices([...subgraphs].map(([name, sdl]) => ({ name, typeDefs: parse(sdl) })));
  return (errors ?? []).map(({ message }) => message);
}
