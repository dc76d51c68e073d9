import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { JOB_DEATH, JOB_HANDLER, type JobHandlerMetadata, type JobMethod } from './job-handler.decorator.js';
import type { JobPayload } from './job-envelope.js';
import type { QueueName } from './queues.js';

export interface FoundHandler extends JobHandlerMetadata {
  readonly run: JobMethod;
}

type DeathMethod = (payload: JobPayload, reason: Error) => Promise<unknown>;

/** The methods of all modules that are marked with `@JobHandler` and `@OnJobDead`. */
@Injectable()
export class JobHandlers {
  private handlers: Map<string, FoundHandler> | null = null;
  private deaths = new Map<string, DeathMethod>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Handlers by queue. @throws Error when two methods claim the same job. */
  byQueue(): Map<QueueName, FoundHandler[]> {
    return Map.groupBy(this.found().values(), ({ queue }) => queue);
  }

  find(queue: QueueName, name: string): FoundHandler | undefined {
    return this.found().get(`${queue}/${name}`);
  }

  findDeath(queue: QueueName, name: string): DeathMethod | undefined {
    this.found();
    return this.deaths.get(`${queue}/${name}`);
  }

  private found(): Map<string, FoundHandler> {
    if (this.handlers) return this.handlers;
    const handlers = new Map<string, FoundHandler>();
    for (const { metadata, method } of markedMethods<JobHandlerMetadata, JobMethod>(this.discovery, this.scanner, JOB_HANDLER)) {
      const key = `${metadata.queue}/${metadata.name}`;
      if (handlers.has(key)) throw new Error(`Two methods handle the job ${key}.`);
      handlers.set(key, { ...metadata, run: method });
    }
    for (const { metadata, method } of markedMethods<JobHandlerMetadata, DeathMethod>(this.discovery, this.scanner, JOB_DEATH)) {
      this.deaths.set(`${metadata.queue}/${metadata.name}`, method);
    }
    return (this.handlers = handlers);
  }
}

/** Every provider's method that carries metadata under `key`, bound to its provider, with a name that stays the same from build to build. */
export function markedMethods<M, F>(discovery: DiscoveryService, scanner: MetadataScanner, key: string): { metadata: M; method: F; name: string }[] {
  return discovery.getProviders().flatMap(({ instance, metatype }) => {
    if (!instance || typeof instance !== 'object' || !metatype) return [];
    const provider = instance as Record<string, unknown>;
    const prototype = Object.getPrototypeOf(provider) as object | null;
    if (!prototype || prototype === Object.prototype) return [];
    return scanner.getAllMethodNames(prototype).flatMap((methodName) => {
      const method = (prototype as Record<string, unknown>)[methodName];
      if (typeof method !== 'function') return [];
      const metadata = Reflect.getMetadata(key, method) as M | undefined;
      return metadata === undefined ? [] : [{ metadata, method: method.bind(provider) as F, name: `${prototype.constructor.name}.${methodName}` }];
    });
  });
}
