import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Operation } from '../access/operation.decorator.js';
import { Identity } from '../auth/identity.service.js';
import { setSessionCookies } from '../auth/session-cookies.js';
import { Sessions } from '../auth/sessions.service.js';
import { SignIns } from '../auth/sign-ins.service.js';
import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { Identities, type ExternalIdentity } from './identities.service.js';
import { FlowFailed, OidcFlows, type FlowPurpose } from './oidc-flows.service.js';

/** Why a return from another service did not let the person in; the page that is shown has words for each. */
type Problem = FlowFailed['reason'] | 'account-exists' | 'no-email' | 'closed' | 'taken';

/** Where other services send the browser back to. Whatever happens, it ends on a page of ours. */
@Controller('oauth/sign-in')
export class OidcController {
  constructor(
    private readonly config: Config,
    private readonly flows: OidcFlows,
    private readonly identities: Identities,
    private readonly identity: Identity,
    private readonly sessions: Sessions,
    private readonly signIns: SignIns,
    private readonly tenants: Tenants,
  ) {}

  @Get(':provider/callback')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @Operation({ module: 'platform', permission: 'public' })
  async callback(@Param('provider') provider: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    response.redirect(303, await this.placeAfter(provider, request, response));
  }

  private async placeAfter(provider: string, request: Request, response: Response): Promise<string> {
    try {
      const { purpose, identity } = await this.flows.finish(provider, request, response);
      return await (purpose.intent === 'LINK' ? this.link(purpose, identity) : this.signIn(purpose, identity, request, response));
    } catch (error) {
      if (error instanceof FlowFailed) return problem(error.reason);
      throw error;
    }
  }

  /** Only for the person who asked, while the session they asked in lives. */
  private async link({ userId, sessionId, returnTo }: FlowPurpose, identity: ExternalIdentity): Promise<string> {
    if (!userId || !sessionId || !(await this.sessions.isLive(sessionId))) return problem('expired');
    return (await this.identities.link(userId, identity)) ? returnTo : `${returnTo}?problem=taken`;
  }

  private async signIn({ returnTo }: FlowPurpose, identity: ExternalIdentity, request: Request, response: Response): Promise<string> {
    const match = await this.identities.match(identity);
    if (match.kind === 'account-exists') return problem('account-exists');
    if (match.kind === 'unknown') return identity.email ? `/sign-up#${new URLSearchParams({ ticket: this.identities.ticketFor(identity), email: identity.email, name: identity.name }).toString()}` : problem('no-email');
    const tenantId = await this.tenantFor(match.userId, request);
    if (!tenantId) return problem('closed');
    const progress = await this.signIns.proceed(match.userId, tenantId, { userAgent: request.headers['user-agent'] ?? null, ip: request.ip ?? null });
    if (progress.step === 'TWO_FACTOR') return `/sign-in/code?${new URLSearchParams({ returnTo }).toString()}#${progress.challenge}`;
    setSessionCookies(response, progress.session, this.config.isSecure);
    return progress.step === 'SET_UP_TWO_FACTOR' ? '/set-up-two-factor' : returnTo;
  }

  private async tenantFor(userId: string, request: Request): Promise<string | null> {
    const host = await this.tenants.byHost(request);
    try {
      return await this.identity.tenantFor(userId, host?.id ?? null);
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }
}

const problem = (reason: Problem): string => `/sign-in?problem=${reason}`;
