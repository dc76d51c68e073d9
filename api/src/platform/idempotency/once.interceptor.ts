import { deserialize, serialize } from 'node:v8';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { OPERATION_METADATA, type OperationDeclaration } from '../access/operation.decorator.js';
import { currentContext } from '../context/request-context.js';
import { Database, type UnitOfWork } from '../database/database.js';
import { validationError } from '../errors/app-error.js';
import { Secrets } from '../secrets/secrets.service.js';
import { KEY_HEADER, requestKeyOf, type RequestKey } from './request-key.js';

interface Kept {
  readonly id: string;
  readonly fingerprint: string;
  readonly answer: string | null;
}

/**
 * A mutation that comes with an `Idempotency-Key` is done once: its answer is written in the transaction that does it, and whoever sends it again, because the
 * first answer was lost on the way, gets that one. Two at once wait for each other.
 */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { tenantId, actor } = currentContext();
    const permission = this.reflector.get<OperationDeclaration | undefined>(OPERATION_METADATA, execution.getHandler())?.permission;
    // Signing in and out are not the workspace's, and tokens are not kept.
    if (!tenantId || actor?.kind !== 'member' || permission === undefined || permission === 'public' || permission === 'user') return next.handle();
    const key = requestKeyOf(execution);
    return key ? from(this.once(key, actor.memberId, () => lastValueFrom(next.handle()))) : next.handle();
  }

  private once(key: RequestKey, memberId: string, work: () => Promise<unknown>): Promise<unknown> {
    return this.database.envelope(async (unit) => {
      const [claim] = await unit.query<{ id: string }>(
        `insert into request_answers (member_id, request_key, fingerprint) values ($1, $2, $3) on conflict (tenant_id, member_id, request_key) do nothing returning id`,
        [memberId, key.key, key.fingerprint],
      );
      if (!claim) return this.kept(unit, key, memberId);
      const answer = await work();
      await unit.query('update request_answers set answer = $2 where id = $1', [claim.id, this.secrets.seal(serialize(answer).toString('base64'), purposeOf(claim.id))]);
      return answer;
    });
  }

  private async kept(unit: UnitOfWork, key: RequestKey, memberId: string): Promise<unknown> {
    const [kept] = await unit.query<Kept & Record<string, unknown>>('select id, fingerprint, answer from request_answers where member_id = $1 and request_key = $2', [memberId, key.key]);
    if (kept?.fingerprint !== key.fingerprint) throw validationError({ [KEY_HEADER]: ['This key was sent with another request before. Use a new key for each request.'] });
    return kept.answer === null ? null : (deserialize(Buffer.from(this.secrets.open(kept.answer, purposeOf(kept.id)), 'base64')) as unknown);
  }
}

const purposeOf = (id: string): string => `request-answer:${id}`;
