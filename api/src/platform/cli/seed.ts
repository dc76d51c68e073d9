import { NestFactory } from '@nestjs/core';
import { DemoSeeds } from '../seed/demo-seeds.js';

/** Fills the demo tenant through the same services as a person would. */
export async function seed(): Promise<void> {
  // Loaded only now, so that commands which need no application start without it.
  const { AppModule } = await import('../../app.module.js');
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error', 'warn'], abortOnError: false });
  try {
    await app.get(DemoSeeds).run((title) => process.stdout.write(`${title}\n`));
  } finally {
    await app.close();
  }
}
