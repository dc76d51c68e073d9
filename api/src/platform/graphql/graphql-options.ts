import type { ApolloFederationDriverConfig } from '@nestjs/apollo';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLWsSubscriptionsConfig } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import type { Config } from '../config/config.js';
import { formatError } from './format-error.js';
import { LIMITS } from './operation-limits.js';
import { operationPlugin } from './operation-plugin.js';
import type { ReadPlans } from './read-plans.js';
import { SCALARS } from './scalars.js';
import type { SubscriptionEdge } from './subscription-edge.js';

export const GRAPHQL_PATH = '/graphql';

/** How the schema is built; the running server and the schema command share it. */
export const SCHEMA_OPTIONS = {
  autoSchemaFile: { federation: 2 },
  // The federation factory prints the schema and reads it again, which loses how scalars read and write; this puts it back.
  resolvers: SCALARS,
  // A scalar that no module of this build uses is no mistake.
  resolverValidationOptions: { requireResolversToMatchSchema: 'ignore' },
  sortSchema: true,
} as const satisfies Pick<ApolloFederationDriverConfig, 'autoSchemaFile' | 'resolvers' | 'resolverValidationOptions' | 'sortSchema'>;

/** Everything the GraphQL server is told. */
export function graphqlOptions(config: Config, subscriptions: SubscriptionEdge, plans: ReadPlans): ApolloFederationDriverConfig {
  return {
    ...SCHEMA_OPTIONS,
    path: GRAPHQL_PATH,
    transformSchema: (schema) => {
      subscriptions.useSchema(schema);
      return schema;
    },
    context: ({ req, res }: { req: Request; res: Response }) => ({ req, res }),
    formatError,
    // Ours maps every kind of error, Nest's HTTP exceptions included.
    autoTransformHttpErrors: false,
    graphiql: false,
    introspection: config.introspection !== 'off',
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    plugins: [
      operationPlugin(config, plans),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    ...(config.servesApi ? { subscriptions: { 'graphql-ws': subscriptions.options() as GraphQLWsSubscriptionsConfig } } : {}),
  };
}
