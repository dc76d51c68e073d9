import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import { CLIENT_HEADER } from '../auth/session-cookies.js';
import { currentContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { Licences } from '../licensing/licences.service.js';
import { recordTypeNamed } from '../records/record-registry.js';
import { requireCan, requirePermission } from './ability.js';
import { OPERATION_METADATA, type OperationDeclaration } from './operation.decorator.js';

/** Enforces what each operation declares: signed in, licensed, permitted. It reads only; REST routes declare themselves in the same way. */
@Injectable()
export class OperationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly licences: Licences,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const declaration = this.reflector.get<OperationDeclaration | undefined>(OPERATION_METADATA, execution.getHandler());
    if (!declaration) {
      // Field and reference resolvers are not operations; the operation that led to them was checked. An undeclared operation never boots.
      if (execution.getType<string>() === 'graphql') return true;
      throw new AppError('FORBIDDEN', 'This route declares no permission.');
    }
    if (declaration.permission !== 'public' && (currentContext().userId || currentContext().actor?.kind === 'system')) refuseForgery(execution);
    await holdToDeclaration(declaration, this.licences);
    return true;
  }
}

/** @throws what the present caller is refused with, unless they may use what is declared so */
export async function holdToDeclaration({ permission, module }: OperationDeclaration, licences: Licences): Promise<void> {
  if (permission === 'public') return;
  const { userId, tenantId, actor, refusal, apiKeyId } = currentContext();
  if (!userId && actor?.kind !== 'system') throw refusal ?? new AppError('UNAUTHENTICATED', 'Sign in to go on.');
  if (permission === 'user') {
    if (apiKeyId) throw new AppError('FORBIDDEN', 'An API key works in its workspace only. Sign in for this.');
    return;
  }
  if (!tenantId || !actor) throw refusal ?? new AppError('UNAUTHENTICATED', 'Choose a workspace to go on.');
  if (module !== 'platform') await licences.require(module);
  if (permission === 'member') return;
  if (typeof permission === 'string') requirePermission(permission);
  else requireCan(permission.action, recordTypeNamed(permission.record));
}

/** A browser sends our cookie along with other sites' forms; none of those can set this header. */
function refuseForgery(execution: ExecutionContext): void {
  const graphql = execution.getType<string>() === 'graphql';
  const request = graphql ? GqlExecutionContext.create(execution).getContext<{ req: Request }>().req : execution.switchToHttp().getRequest<Request>();
  const operation = graphql ? GqlExecutionContext.create(execution).getInfo<{ operation?: { operation?: string } } | undefined>()?.operation?.operation : request.method === 'GET' ? 'query' : 'mutation';
  if (operation !== 'mutation' || request.headers.authorization || request.headers[CLIENT_HEADER]) return;
  throw new AppError('FORBIDDEN', `Requests that change something and use cookies must send the header ${CLIENT_HEADER}.`);
}
