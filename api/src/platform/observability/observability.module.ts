import { Global, Module } from '@nestjs/common';
import { AccessLog } from './access-log.js';
import { Health } from './health.service.js';
import { Metrics } from './metrics.js';
import { ObservabilityController } from './observability.controller.js';

/** Health, metrics and the access log; modules add checks to `Health` and gauges to `Metrics`. */
@Global()
@Module({ controllers: [ObservabilityController], providers: [Health, Metrics, AccessLog], exports: [Health, Metrics, AccessLog] })
export class ObservabilityModule {}
