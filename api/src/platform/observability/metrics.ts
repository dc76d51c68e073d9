import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import type { OperationNote } from './operation-note.js';

/** Names of operations are the callers' to choose; beyond this many the rest share one label. */
const MAX_NAMES = 300;

/** Numbers about this process, read by a collector at /metrics. Durations are in seconds. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly names = new Set<string>();

  private readonly http = new Histogram({
    name: 'kinship_http_request_duration_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'area', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  private readonly graphql = new Histogram({
    name: 'kinship_graphql_operation_duration_seconds',
    help: 'Duration of GraphQL operations by name and outcome (ok, or the first error code).',
    labelNames: ['operation', 'type', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  constructor(dataSource: DataSource) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('kinship_database_connections', 'Database connections of this process by state.', ['state'], (set) => {
      const { totalCount, idleCount, waitingCount } = poolOf(dataSource);
      set({ state: 'busy' }, totalCount - idleCount);
      set({ state: 'idle' }, idleCount);
      set({ state: 'waited_for' }, waitingCount);
    });
  }

  /** @param area the first part of the path, or `web`; never a whole path, of which there are endlessly many */
  observeRequest(method: string, area: string, status: number, milliseconds: number): void {
    this.http.observe({ method, area, status: String(status) }, milliseconds / 1000);
  }

  observeOperation({ name, type, codes, milliseconds }: OperationNote): void {
    if (this.names.size < MAX_NAMES) this.names.add(name);
    this.graphql.observe({ operation: this.names.has(name) ? name : 'other', type, outcome: codes[0] ?? 'ok' }, milliseconds / 1000);
  }

  /** Adds a number that is read when it is asked for: a queue's depth, open sockets. Names begin with `kinship_`. */
  gauge<L extends string>(name: string, help: string, labelNames: readonly L[], read: (set: (labels: Partial<Record<L, string>>, value: number) => void) => void | Promise<void>): void {
    const gauge: Gauge<L> = new Gauge<L>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      collect: async () => {
        await read((labels, value) => gauge.set(labels as Partial<Record<L, string | number>>, value));
      },
    });
  }
}

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** TypeORM keeps pg's pool on its driver without saying so in its types. */
function poolOf(dataSource: DataSource): Pool {
  const { master } = dataSource.driver as unknown as { readonly master?: Pool };
  return master ?? { totalCount: 0, idleCount: 0, waitingCount: 0 };
}
