import { Module, RequestMethod, ValidationPipe, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Config } from '../config/config.js';
import { validationError } from '../errors/app-error.js';
import { detailsOf } from '../errors/classify-error.js';
import { HttpErrorFilter } from '../errors/http-error.filter.js';
import { FederationDriver } from './federation-driver.js';
import { graphqlOptions, GRAPHQL_PATH } from './graphql-options.js';
import { ReadLane } from './read-lane.js';
import { ReadPlans } from './read-plans.js';
import { SubscriptionEdge } from './subscription-edge.js';
import '../auth/auth.de.js';
import '../changes/changes.de.js';
import '../i18n/platform.de.js';
import '../outbound/outbound.de.js';
import '../records/records.de.js';
import '../seed/seed.de.js';
import './graphql.de.js';

@Module({ providers: [SubscriptionEdge, ReadPlans], exports: [SubscriptionEdge, ReadPlans] })
class EdgePartsModule {}

/** Inputs that carry class-validator rules are held to them; generated record inputs carry none and are checked by the write path. */
const validation = new ValidationPipe({ transform: true, forbidUnknownValues: false, exceptionFactory: (errors) => validationError(detailsOf(errors)) });

/** The GraphQL door: the server with its limits and error format, subscriptions, validation of inputs. */
@Module({
  imports: [
    EdgePartsModule,
    GraphQLModule.forRootAsync<ApolloFederationDriverConfig>({
      driver: FederationDriver,
      imports: [EdgePartsModule],
      inject: [Config, SubscriptionEdge, ReadPlans],
      useFactory: graphqlOptions,
    }),
  ],
  providers: [
    ReadLane,
    { provide: APP_PIPE, useValue: validation },
    { provide: APP_FILTER, useClass: HttpErrorFilter },
  ],
})
export class GraphqlEdgeModule implements NestModule {
  /** Behind who calls and how often, which global modules see to first. */
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ReadLane).forRoutes({ path: GRAPHQL_PATH, method: RequestMethod.POST });
  }
}
