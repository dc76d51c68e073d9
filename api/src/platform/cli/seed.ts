import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DemoSeeds } from '../seed/demo-seeds.js';

/** Fills the demo tenant of `application` (the root module) through the same services as a person would. */
export async function seed(application: Type): Promise<void> {
  // Jobs and events that the seed causes are for the running product, not for a process that ends in a moment.
  process.env['KINSHIP_ROLE'] = 'api';
  const app = await NestFactory.createApplicationContext(application, { logger: ['error', 'warn'], abortOnError: false });
  try {
    await app.get(DemoSeeds).run((title) => process.stdout.write(`${title}\n`));
  } finally {
    await app.close();
  }
}
