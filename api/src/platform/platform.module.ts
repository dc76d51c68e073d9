import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessWatch } from './access/access-watch.js';
import { CallerMemory } from './access/caller-memory.js';
import { MemberContexts } from './access/member-contexts.js';
import { AccountModule } from './account/account.module.js';
import { AuthModule } from './auth/auth.module.js';
import { ChangeHistory } from './changes/change-history.service.js';
import { ChangeWords } from './changes/change-words.service.js';
import { StoredFilterWords } from './changes/stored-filter-words.service.js';
import { ChangeSetRevert } from './changes/change-set-revert.service.js';
import { ChangeSets } from './changes/change-sets.service.js';
import { ChangesResolver } from './changes/changes.resolver.js';
import { OutboxSignal } from './changes/outbox-signal.js';
import { Config, loadConfig } from './config/config.js';
import { dataSourceOptions } from './database/data-source.js';
import { Database } from './database/database.js';
import { Replica } from './database/replica.js';
import { TableStatistics } from './database/table-statistics.service.js';
import { EventsModule } from './events/events.module.js';
import { GraphqlEdgeModule } from './graphql/graphql-edge.module.js';
import { RecordCommands } from './graphql/record-commands.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { MailModule } from './mail/mail.module.js';
import { ObservabilityModule } from './observability/observability.module.js';
import { OidcModule } from './oidc/oidc.module.js';
import { QueueModule } from './queue/queue.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { KeptSumsFolding } from './records/kept-sums-folding.service.js';
import { RecordLoaders } from './records/record-loaders.js';
import { RecordMetadataResolver } from './records/record-metadata.resolver.js';
import { RecordStore } from './records/record-store.js';
import { TenantFieldsCache } from './records/tenant-fields-cache.js';
import { RedisChannels } from './redis/redis-channels.js';
import { FileStore } from './storage/file-store.js';
import { Uploads } from './uploads/uploads.service.js';
import { RedisClient } from './redis/redis-client.js';
import { Lifecycle } from './lifecycle/lifecycle.js';
import { DemoSeeds } from './seed/demo-seeds.js';

const configuration = { provide: Config, useFactory: () => loadConfig() };

/** The validated environment, for every module; tests put another in its place. */
@Global()
@Module({ providers: [configuration], exports: [Config] })
export class ConfigModule {}

const services = [
  Database,
  Replica,
  TableStatistics,
  RecordStore,
  TenantFieldsCache,
  RecordLoaders,
  RecordCommands,
  ChangeSets,
  ChangeSetRevert,
  ChangeHistory,
  ChangeWords,
  StoredFilterWords,
  OutboxSignal,
  { provide: RedisClient, inject: [Config], useFactory: RedisClient.connected },
  RedisChannels,
  FileStore,
  Uploads,
  Lifecycle,
  MemberContexts,
  AccessWatch,
  CallerMemory,
  DemoSeeds,
];

/** What every module gets for free: configuration, database, reading and writing records, Redis. */
@Global()
@Module({
  imports: [
    ConfigModule,
    DiscoveryModule,
    ObservabilityModule,
    AuthModule,
    AccountModule,
    GraphqlEdgeModule,
    QueueModule,
    EventsModule,
    IdempotencyModule,
    MailModule,
    OidcModule,
    RealtimeModule,
    TypeOrmModule.forRootAsync({
      imports: [ConfigModule],
      inject: [Config],
      useFactory: (config: Config) => ({ ...dataSourceOptions(config.databaseUrl, config.poolSize, config.requestSeconds * 1_000), retryAttempts: 0 }),
    }),
  ],
  providers: [...services, KeptSumsFolding, ChangesResolver, RecordMetadataResolver],
  exports: [ConfigModule, ...services],
})
export class PlatformModule {}
