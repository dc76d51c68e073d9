import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { loadConfig } from './platform/config/config.js';
import { configureHttp, HTTP_OPTIONS } from './platform/http/http-app.js';
import { failToStart } from './platform/lifecycle/boot-failure.js';
import { endOnSignals } from './platform/lifecycle/process-signals.js';

/** Starts the process in the role the environment gives it. A worker listens too: its health and metrics are asked for like the API's. */
async function main(): Promise<void> {
  const config = loadConfig();
  const app = await NestFactory.create<NestExpressApplication>(AppModule, HTTP_OPTIONS);
  configureHttp(app);
  endOnSignals(app);
  await app.listen(config.port);
}

main().catch(failToStart);
