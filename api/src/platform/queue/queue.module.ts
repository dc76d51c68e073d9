import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { BullModule } from '@nestjs/bull';
import { Config } from '../config/config.js';
import { BullConnections, BullQueues, bullOptions } from './bull-queues.js';
import { DeadLettersResolver } from './dead-letters.resolver.js';
import { DeadLetters } from './dead-letters.service.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueue } from './job-queue.service.js';
import { LostJobs } from './lost-jobs.service.js';
import { QueueMetrics } from './queue-metrics.js';
import { JobRunner } from './job-runner.service.js';

@Module({ providers: [BullConnections], exports: [BullConnections] })
class BullConnectionsModule {}

/** Work that is done later: queues, the handlers of all modules, dead letters. */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    BullModule.forRootAsync({ imports: [BullConnectionsModule], inject: [Config, BullConnections], useFactory: bullOptions }),
  ],
  providers: [BullQueues, JobHandlers, JobQueue, JobRunner, LostJobs, DeadLetters, DeadLettersResolver, QueueMetrics],
  exports: [BullQueues, JobQueue, DeadLetters],
})
export class QueueModule {}
