import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Global, Module, type MiddlewareConsumer, type NestModule, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { Config, loadConfig } from '../../src/platform/config/config.js';
import { ConnectionContexts } from '../../src/platform/context/connection-contexts.js';
import { anonymousContext, currentContext, runInContext, type RequestContext } from '../../src/platform/context/request-context.js';
import { AppError } from '../../src/platform/errors/app-error.js';
import { configureHttp, HTTP_OPTIONS } from '../../src/platform/http/http-app.js';
import { NestLogger } from '../../src/platform/observability/nest-logger.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import type { TestDatabase } from './database.js';

/** Sessions of this suite: a token stands for a user until the test ends it. Signing in for real is another suite's subject. */
export class TestSessions extends ConnectionContexts {
  private readonly users = new Map<string, string>();

  /** @returns the token of a session by a user who belongs to no tenant */
  open(): { token: string; userId: string } {
    const [token, userId] = [randomUUID(), randomUUID()];
    this.users.set(token, userId);
    return { token, userId };
  }

  end(token: string): void {
    this.users.delete(token);
  }

  of(token: unknown, requestId?: string): RequestContext | null {
    const userId = typeof token === 'string' ? this.users.get(token) : undefined;
    return userId ? { ...anonymousContext(requestId), userId } : null;
  }

  override contextOfConnection(params: Readonly<Record<string, unknown>>): Promise<RequestContext> {
    const context = this.of(params['token']);
    return context ? Promise.resolve(context) : Promise.reject(new AppError('UNAUTHENTICATED', 'Sign in to go on.'));
  }
}

/** The answer of a GraphQL request. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: Record<string, unknown> }[];
  };
}

export interface EdgeApp {
  readonly url: string;
  readonly server: Server;
  readonly sessions: TestSessions;
  readonly logs: () => Record<string, unknown>[];
  get<T>(token: Type<T>): T;
  graphql(query: string, options?: { variables?: Record<string, unknown>; token?: string; headers?: Record<string, string> }): Promise<Answer>;
  socket(options?: { token?: string; origin?: string; onClosed?: (code: number) => void }): Client;
  close(): Promise<void>;
}

/** The platform's HTTP and WebSocket edge on a free port, with resolvers of the suite's own behind it. */
export async function startEdge(db: TestDatabase, resolvers: readonly Type<object>[], env: Record<string, string> = {}, webFolder = ''): Promise<EdgeApp> {
  const sessions = new TestSessions();
  const lines: string[] = [];

  @Global()
  @Module({ providers: [...resolvers, { provide: ConnectionContexts, useValue: sessions }], exports: [ConnectionContexts] })
  class ProbeModule implements NestModule {
    configure(consumer: MiddlewareConsumer): void {
      consumer
        .apply((request: Request, _response: Response, next: NextFunction) => {
          const context = sessions.of(request.headers.authorization?.replace('Bearer ', ''), currentContext().requestId);
          if (context) runInContext(context, next);
          else next();
        })
        .forRoutes('*path');
    }
  }

  const config = loadConfig({
    DATABASE_URL: db.url,
    REDIS_URL: process.env['TEST_REDIS_URL'],
    KINSHIP_REDIS_PREFIX: `test-${randomBytes(6).toString('hex')}`,
    KINSHIP_SECRET: 'a secret of the tests, long enough',
    KINSHIP_RATE_LIMIT: '0',
    PORT: '0',
    ...env,
  });
  const module = await Test.createTestingModule({ imports: [PlatformModule, ProbeModule] }).overrideProvider(Config).useValue(config).overrideProvider(ConnectionContexts).useValue(sessions).compile();
  const destination = { write: (line: string) => void lines.push(line) } as unknown as NodeJS.WritableStream;
  const app = module.createNestApplication<NestExpressApplication>({ ...HTTP_OPTIONS, logger: new NestLogger('debug', config.role, destination) });
  configureHttp(app, webFolder);
  await app.listen(0);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://localhost:${port}`;
  return {
    url,
    server: app.getHttpServer() as Server,
    sessions,
    logs: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    get: (token) => app.get(token, { strict: false }),
    graphql: async (query, { variables, token, headers } = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
    },
    socket: ({ token, origin, onClosed } = {}) =>
      createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: origin
          ? class extends WebSocket {
              constructor(address: string | URL, protocols?: string | string[]) {
                super(address, protocols, { origin });
              }
            }
          : WebSocket,
        connectionParams: { token },
        retryAttempts: 0,
        lazy: true,
        on: { closed: (event) => onClosed?.((event as { code: number }).code) },
      }),
    close: () => app.close(),
  };
}
