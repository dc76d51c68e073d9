import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { loadConfig } from './platform/config/config.js';
import { configureHttp, HTTP_OPTIONS } from './platform/http/http-app.js';
import { failToStart } from './platform/lifecycle/boot-failure.js';
import { endOnSignals } from './platform/lifecycle/process-signals.js';
import { keepGarbageSmall, releaseStartMemory } from './platform/lifecycle/start-memory.js';
import { NestLogger } from './platform/observability/nest-logger.js';

/** Starts the process in the role the environment gives it. A worker listens too: its health and metrics are asked for like the API's. */
async function main(): Promise<void> {
  const config = loadConfig();
  const app = await NestFactory.create<NestExpressApplication>(AppModule, { ...HTTP_OPTIONS, logger: new NestLogger(config.logLevel, config.role) });
  configureHttp(app);
  endOnSignals(app);
  await app.listen(config.port);
  new Logger('Kinship').log(`Listening on port ${config.port} as ${config.role}`);
  releaseStartMemory();
  if (config.runsJobs) keepGarbageSmall();
}

main().catch(failToStart);
