import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { runInContext, type RequestContext } from '../context/request-context.js';

/**
 * Runs a subscription so that each event is answered under the subscriber's context as it is at that moment. graphql-js' own `subscribe` would
 * run an event in whatever context asked for it, which may be hours old by then, or none at all.
 *
 * @param fresh answers the context for the next event; when it throws, the stream ends with that error
 */
export async function eventStream(args: ExecutionArgs, opening: RequestContext, fresh: () => Promise<RequestContext>): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
  const source = await runInContext(opening, () => createSourceEventStream(args));
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const ended: IteratorResult<ExecutionResult, void> = { done: true, value: undefined };
  // Written out instead of an async generator: that one would put off `return` until the next event arrives, and so never let go of a quiet stream.
  const stream: AsyncGenerator<ExecutionResult, void, void> = {
    async next() {
      const event = await runInContext(opening, () => events.next());
      if (event.done) return ended;
      try {
        const context = await fresh();
        return { done: false, value: await runInContext(context, () => execute({ ...args, rootValue: event.value })) };
      } catch (error) {
        await events.return?.();
        throw error;
      }
    },
    async return() {
      await events.return?.();
      return ended;
    },
    async throw(error: unknown) {
      await events.return?.();
      throw error;
    },
    async [Symbol.asyncDispose]() {
      await events.return?.();
    },
    [Symbol.asyncIterator]() {
      return stream;
    },
  };
  return stream;
}
