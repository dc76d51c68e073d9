import type { LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';
import { presentContext } from '../context/request-context.js';

/** What the framework says about itself while it starts: only of interest when something is wrong with it. */
const CHATTER = new Set(['InstanceLoader', 'NestFactory', 'NestApplication', 'RoutesResolver', 'RouterExplorer', 'GraphQLModule', 'NestMicroservice', 'MiddlewareModule']);
type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/**
 * Writes one JSON object a line to standard output. Each line names the request, tenant and actor it belongs to, so nobody who logs has to. Code
 * uses Nest's `Logger`; fields go in as an object: `logger.log({ msg: 'imported', rows })`.
 */
export class NestLogger implements LoggerService {
  private readonly pino: Pino;

  constructor(level: string, role: string, destination?: NodeJS.WritableStream) {
    this.pino = pino(
      {
        level,
        base: { role, pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        mixin: contextFields,
        // Errors of the database driver carry the statement's parameters: values of somebody's records.
        redact: { paths: ['err.parameters', 'err.query', 'err.driverError', 'err.detail', 'err.where'], remove: true },
      },
      // Written off the request's path and many lines at once, because each writing costs as much as reading a page; pino flushes what is left when the process exits.
      destination ?? pino.destination({ dest: 1, sync: false, minLength: 8192, periodicFlush: 200 }),
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.write(context && CHATTER.has(context) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = contextOf(rest);
    const fields: Record<string, unknown> = context ? { context } : {};
    // Nest hands a stack over as the parameter before the context.
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
    if (stack) fields['stack'] = stack;
    if (message instanceof Error) this.pino[level]({ ...fields, err: message });
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...fields, ...message });
    else this.pino[level](fields, String(message));
  }
}

const contextOf = (rest: readonly unknown[]): string | undefined => {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
};

function contextFields(): Record<string, unknown> {
  const context = presentContext();
  if (!context) return {};
  const { requestId, tenantId, actor } = context;
  return { requestId, ...(tenantId ? { tenantId } : {}), ...(actor ? { actor: actor.kind === 'member' ? actor.memberId : `system:${actor.name}` } : {}) };
}
