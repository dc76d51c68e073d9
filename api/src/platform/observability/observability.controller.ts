import { timingSafeEqual, createHash } from 'node:crypto';
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Operation } from '../access/operation.decorator.js';
import { Config } from '../config/config.js';
import { forbidden } from '../errors/app-error.js';
import { Health } from './health.service.js';
import { Metrics } from './metrics.js';

/** What machines ask a process: whether it lives, whether it can work, how it is doing. */
@Controller()
export class ObservabilityController {
  constructor(
    private readonly config: Config,
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  /** 200 as long as the process can answer at all; restarting helps when it can't. */
  @Get('health/live')
  @Header('cache-control', 'no-store')
  @Operation({ module: 'platform', permission: 'public' })
  live(): { status: string } {
    return { status: 'live' };
  }

  /** 200 when requests and jobs can be handled, else 503 with the reasons. */
  @Get('health/ready')
  @Header('cache-control', 'no-store')
  @Operation({ module: 'platform', permission: 'public' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<{ status: string; checks: Readonly<Record<string, string>> }> {
    const { ready, checks } = await this.health.readiness();
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not ready', checks };
  }

  /** Prometheus' text format. @throws FORBIDDEN for callers who may not read it */
  @Get('metrics')
  @Header('cache-control', 'no-store')
  @Operation({ module: 'platform', permission: 'public' })
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!this.mayRead(request)) throw forbidden('Metrics are for the operator: send the token of KINSHIP_METRICS_TOKEN.');
    const text = await this.metrics.registry.metrics();
    response.type(this.metrics.registry.contentType).send(text);
  }

  private mayRead(request: Request): boolean {
    const { metricsToken } = this.config;
    if (metricsToken) return same(request.headers.authorization ?? '', `Bearer ${metricsToken}`);
    // A proxy on this machine is on this machine too, but says for whom it asks.
    const address = request.socket.remoteAddress ?? '';
    return /^(::1|(::ffff:)?127\.)/.test(address) && request.headers['x-forwarded-for'] === undefined && request.headers['forwarded'] === undefined;
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
