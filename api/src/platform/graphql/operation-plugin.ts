import type { ApolloServerPlugin, BaseContext, GraphQLRequestListener } from '@apollo/server';
import type { Request, Response } from 'express';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Config } from '../config/config.js';
import { currentContext } from '../context/request-context.js';
import { mayUseReplica } from '../database/replica.js';
import { noteOperation } from '../observability/operation-note.js';
import { tellDone } from './done-before.js';
import { checkOperation } from './operation-rules.js';
import type { ReadPlans } from './read-plans.js';

/** What resolvers get as GraphQL context over HTTP. Who acts is not in it: that is `currentContext()`. */
export interface HttpGraphqlContext extends BaseContext {
  readonly req: Request;
  readonly res: Response;
}

/** graphql-js would run a subscription like a query, without any event to answer. */
const NOT_HERE = 'Subscriptions go over the WebSocket on the same path; send queries and mutations over HTTP.';

/** Holds every operation to the rules before it runs, and notes its name, duration and outcome for the access log and the metrics. */
export function operationPlugin(config: Config, plans: ReadPlans): ApolloServerPlugin<HttpGraphqlContext> {
  return {
    requestDidStart: () => {
      const started = performance.now();
      const listener: GraphQLRequestListener<HttpGraphqlContext> = {
        didResolveOperation: ({ schema, document, operation, request, source }) => {
          if (!operation) return Promise.resolve();
          if (operation.operation === 'subscription') throw new GraphQLError(NOT_HERE, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
          checkOperation({ schema, document, operation, variables: request.variables ?? {} }, config);
          // A mutation reads what it is about to change; that is the first database's to tell.
          if (operation.operation === 'query') mayUseReplica(currentContext());
          plans.learn(source, request.operationName, schema, document, operation);
          return Promise.resolve();
        },
        willSendResponse: ({ operationName, operation, response, contextValue }) => {
          const { body } = response;
          const errors: readonly GraphQLFormattedError[] = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          if (operation && errors.length > 0 && body.kind === 'single' && body.singleResult.data === null) body.singleResult.errors = tellDone(operation, errors);
          noteOperation(contextValue.res, {
            // A name that only the caller chose could be anything; one without a valid document behind it is not told.
            name: operation ? (operationName ?? 'anonymous') : 'refused',
            type: operation?.operation ?? 'none',
            milliseconds: performance.now() - started,
            codes: errors.map((error) => String(error.extensions?.['code'])),
            context: currentContext(),
          });
          return Promise.resolve();
        },
      };
      return Promise.resolve(listener);
    },
  };
}
