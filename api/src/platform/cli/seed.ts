import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DemoSeeds } from '../seed/demo-seeds.js';

/** Fills the demo tenant of `application` (the root module) through the same services as a person would. */
export async function seed(application: Type): Promise<void> {
  const app = await NestFactory.createApplicationContext(application, { logger: ['error', 'warn'], abortOnError: false });
  try {
    await app.get(DemoSeeds).run((title) => process.stdout.write(`${title}\n`));
  } finally {
    await app.close();
  }
}
