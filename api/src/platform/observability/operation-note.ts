import type { ServerResponse } from 'node:http';
import type { RequestContext } from '../context/request-context.js';

/** What became of one GraphQL operation; never its variables. */
export interface OperationNote {
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription' | 'none';
  readonly milliseconds: number;
  /** Error codes of the answer; none when it worked. */
  readonly codes: readonly string[];
  readonly context: RequestContext;
}

const notes = new WeakMap<ServerResponse, OperationNote>();

/** Keeps the note until the response is written and the access line with it. */
export const noteOperation = (response: ServerResponse, note: OperationNote): void => {
  notes.set(response, note);
};

export const operationNoteOf = (response: ServerResponse): OperationNote | undefined => notes.get(response);
