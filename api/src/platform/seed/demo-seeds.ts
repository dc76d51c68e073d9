import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { runInContext, type RequestContext } from '../context/request-context.js';

/** Marks a provider as a step of `cli seed`; lower orders run first. Identity makes the tenant at 0, domains follow. */
export const DemoSeed = DiscoveryService.createDecorator<{ readonly order: number }>();

/** One module's part of the demo tenant. Running it again on a tenant that has its records changes nothing. */
export interface SeedStep {
  /** What it fills, for the progress line: "Contacts". */
  readonly title: string;
  seed(run: DemoRun): Promise<void>;
}

/** What the steps of one seeding share. */
export class DemoRun {
  private context: RequestContext | null = null;
  /** Members of the demo tenant by a short name (`owner`, `admin`, `member`, `viewer`, and the sales people), as later steps need them. */
  readonly members = new Map<string, string>();

  /** The moment the demo's dates are counted from. */
  constructor(readonly now: Date = new Date()) {}

  /** From here on steps run in this context: the demo tenant, by its owner. */
  enter(context: RequestContext): void {
    this.context = context;
  }

  /** Runs `work` in the demo tenant. */
  within<T>(work: () => T): T {
    return this.context ? runInContext(this.context, work) : work();
  }
}

/** Runs the seed steps that the modules contribute. */
@Injectable()
export class DemoSeeds {
  private readonly logger = new Logger('Seed');

  constructor(private readonly discovery: DiscoveryService) {}

  /** Fills the demo tenant; `onStep` hears the title of each step as it begins. */
  async run(onStep: (title: string) => void = (title) => this.logger.log(title)): Promise<void> {
    const run = new DemoRun();
    for (const step of this.steps()) {
      onStep(step.title);
      await run.within(() => step.seed(run));
    }
  }

  private steps(): SeedStep[] {
    return this.discovery
      .getProviders({ metadataKey: DemoSeed.KEY })
      .map((wrapper) => ({ step: wrapper.instance as SeedStep, order: this.discovery.getMetadataByDecorator(DemoSeed, wrapper)?.order ?? 0 }))
      .sort((a, b) => a.order - b.order)
      .map(({ step }) => step);
  }
}
