import type { IncomingMessage, Server } from 'node:http';
import path from 'node:path';
import type { NestApplicationOptions } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, Response } from 'express';
import { Config } from '../config/config.js';
import { productRoot } from '../config/paths.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { AccessLog } from '../observability/access-log.js';
import { compressAnswers } from './compress-answers.js';
import { openContext } from './request-id.js';
import { pagePolicy, securityHeaders } from './security-headers.js';
import { limitBodyTime, limitSlowClients } from './slow-clients.js';
import { answerExpectations, UPLOADS } from './unread-bodies.js';
import { WebClient } from './web-client.js';

/** What every Nest application of the product is created with. */
export const HTTP_OPTIONS: NestApplicationOptions = { bodyParser: false, abortOnError: false };

/** Sets up everything that happens to a request before it reaches a module. `main` and the tests share it; call it before `init`. */
export function configureHttp(app: NestExpressApplication, webFolder = path.join(productRoot, 'dist/web')): void {
  const config = app.get(Config);
  app.set('trust proxy', config.trustedProxies);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  // Answers are not kept, so nobody asks whether they are still the same; files of the client say so themselves.
  app.disable('etag');
  limitSlowClients(app.getHttpServer() as Server);
  answerExpectations(app.getHttpServer() as Server);
  const lifecycle = app.get(Lifecycle);
  // While the process ends, each answer is the last on its connection: whoever keeps connections opens the next to another process.
  app.use((_request: Request, response: Response, next: NextFunction) => {
    if (lifecycle.isEnding) response.setHeader('connection', 'close');
    next();
  });
  app.use(openContext);
  app.use(app.get(AccessLog).handle);
  const client = new WebClient(config.servesApi ? webFolder : null, pagePolicy(config));
  app.use(securityHeaders(config));
  if (config.corsOrigins.length > 0) app.enableCors({ origin: [...config.corsOrigins], credentials: true, maxAge: 600, exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'] });
  app.use(client.handle);
  // A worker is asked for its health and its metrics only.
  if (!config.servesApi) app.use((request: Request, response: Response, next: NextFunction) => (/^\/(health|metrics)/.test(request.path) ? next() : void response.status(404).end()));
  app.use(compressAnswers());
  app.use(limitBodyTime());
  app.use(cookieParser());
  // What is sent to where files come in is read by those routes alone, once they know that they want it.
  const isRead = (request: IncomingMessage): boolean => /^application\/json\b/i.test(request.headers['content-type'] ?? '') && !UPLOADS.test(request.url ?? '');
  app.useBodyParser('json', { limit: config.maxBodyKilobytes * 1024, type: isRead });
}
