import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { EmailAddresses } from '../account/email-addresses.service.js';
import { Operation } from '../access/operation.decorator.js';
import { Config } from '../config/config.js';
import { currentContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { Identities } from '../oidc/identities.service.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { DeviceSession, Me, Membership, Session, SignInAnswer, SignInInput, SignUpInput, UpdateProfileInput, UpdateTenantInput } from './auth.types.js';
import { Identity } from './identity.service.js';
import { Profiles } from './profile.service.js';
import { clearSessionCookies, CLIENT_HEADER, cookieOf, REFRESH_COOKIE, setSessionCookies } from './session-cookies.js';
import { Sessions, type IssuedSession, type SessionOrigin } from './sessions.service.js';
import { SignIns } from './sign-ins.service.js';
import { SignUps } from './sign-up.service.js';

interface Http {
  readonly req: Request;
  readonly res: Response;
}

/** Signing up, in and out, and the caller's own profile and devices. */
@Resolver()
export class AuthResolver {
  constructor(
    private readonly config: Config,
    private readonly emails: EmailAddresses,
    private readonly identities: Identities,
    private readonly identity: Identity,
    private readonly profiles: Profiles,
    private readonly sessions: Sessions,
    private readonly signIns: SignIns,
    private readonly signUps: SignUps,
    private readonly tenants: Tenants,
  ) {}

  @Mutation(() => Session, { description: 'Creates a workspace with its owner and signs in.' })
  @Operation({ module: 'platform', permission: 'public' })
  async signUp(@Args('input', { type: () => SignUpInput }) input: SignUpInput, @Context() http: Http): Promise<Session> {
    const { userId, tenantId } = await this.signUps.signUp({ ...input, password: input.password ?? '', identity: input.ticket ? this.identities.openTicket(input.ticket) : null });
    await this.emails.sendVerification(userId, http.req.ip ?? '');
    return this.answer(http, await this.sessions.open(userId, tenantId, originOf(http.req)));
  }

  @Mutation(() => SignInAnswer, { description: 'The first step: e-mail and password. `step` says whether there is a second one.' })
  @Operation({ module: 'platform', permission: 'public' })
  async signIn(@Args('input', { type: () => SignInInput }) input: SignInInput, @Context() http: Http): Promise<SignInAnswer> {
    const userId = await this.identity.authenticate(input.email, input.password, http.req.ip ?? '');
    const host = await this.tenants.byHost(http.req);
    const tenantId = await this.identity.tenantFor(userId, input.tenantId ?? host?.id ?? null);
    const progress = await this.signIns.proceed(userId, tenantId, originOf(http.req));
    if (progress.step === 'TWO_FACTOR') return { step: progress.step, challenge: progress.challenge, accessToken: null, expiresAt: null, refreshToken: null, me: null };
    const tokens = this.hand(http, progress.session);
    return { step: progress.step, challenge: null, ...tokens, me: progress.step === 'DONE' ? await this.identity.meIn(userId, tenantId) : null };
  }

  @Mutation(() => Session, { description: 'Spends the refresh token (the cookie, or `token`) for a new session answer.' })
  @Operation({ module: 'platform', permission: 'public' })
  async refreshSession(@Context() http: Http, @Args('token', { type: () => String, nullable: true }) token?: string): Promise<Session> {
    const spent = token ?? cookieOf(http.req, REFRESH_COOKIE);
    if (!spent) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.');
    try {
      return await this.answer(http, await this.sessions.refresh(spent));
    } catch (error) {
      if (!token) clearSessionCookies(http.res, this.secure);
      throw error;
    }
  }

  @Mutation(() => Boolean)
  @Operation({ module: 'platform', permission: 'public' })
  async signOut(@Context() http: Http): Promise<boolean> {
    const { userId, sessionId } = currentContext();
    const refresh = cookieOf(http.req, REFRESH_COOKIE);
    if (userId && sessionId) await this.sessions.revoke(userId, sessionId, 'signed out');
    else if (refresh) await this.sessions.revokeByToken(refresh, 'signed out');
    clearSessionCookies(http.res, this.secure);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Ends every session of the caller, this one included.' })
  @Operation({ module: 'platform', permission: 'user' })
  async signOutEverywhere(@Context() http: Http): Promise<boolean> {
    await this.sessions.revokeAll(currentContext().userId!, 'signed out everywhere');
    clearSessionCookies(http.res, this.secure);
    return true;
  }

  @Mutation(() => Session, { description: 'Goes on in another workspace of the caller.' })
  @Operation({ module: 'platform', permission: 'user' })
  async switchTenant(@Args('tenantId', { type: () => ID }) tenantId: string, @Context() http: Http): Promise<Session> {
    const { userId, sessionId } = currentContext();
    await this.identity.contextFor(userId!, tenantId);
    return this.answer(http, await this.sessions.switchTenant(sessionId!, userId!, tenantId));
  }

  @Query(() => Me)
  @Operation({ module: 'platform', permission: 'member' })
  me(): Promise<Me> {
    return this.identity.me();
  }

  @Query(() => [Membership], { description: 'The workspaces of the caller; answered also where the present one is closed.' })
  @Operation({ module: 'platform', permission: 'user' })
  memberships(): Promise<Membership[]> {
    return this.identity.membershipsOf(currentContext().userId!);
  }

  @Mutation(() => Me)
  @Operation({ module: 'platform', permission: 'member' })
  async updateProfile(@Args('input', { type: () => UpdateProfileInput }) input: UpdateProfileInput): Promise<Me> {
    await this.profiles.update(input);
    return this.identity.meIn(currentContext().userId!, currentContext().tenantId!);
  }

  @Mutation(() => Me, { description: "Changes the workspace's name and billing address." })
  @Operation({ module: 'platform', permission: 'manage:settings' })
  async updateTenant(@Args('input', { type: () => UpdateTenantInput }) input: UpdateTenantInput): Promise<Me> {
    await this.tenants.update(input);
    return this.identity.me();
  }

  @Query(() => [DeviceSession], { description: 'Where the caller is signed in.' })
  @Operation({ module: 'platform', permission: 'user' })
  async sessionList(): Promise<DeviceSession[]> {
    const { userId, sessionId } = currentContext();
    return (await this.sessions.list(userId!)).map((session) => ({ ...session, current: session.id === sessionId }));
  }

  @Mutation(() => Boolean)
  @Operation({ module: 'platform', permission: 'user' })
  async revokeSession(@Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.sessions.revoke(currentContext().userId!, id, 'revoked by its user');
    return true;
  }

  /** Signs in somebody who proved with a password who they are, for verbs of modules that end in that (accepting an invitation). @throws TWO_FACTOR_REQUIRED for whoever has a second step */
  async joinSession(http: Http, userId: string, tenantId: string): Promise<Session> {
    if (await this.signIns.hasTwoFactor(userId)) throw new AppError('TWO_FACTOR_REQUIRED', 'You have joined. Sign in to go on: your account asks for a code.');
    return this.openSession(http, userId, tenantId);
  }

  /** Signs in somebody who went through every step. */
  async openSession(http: Http, userId: string, tenantId: string): Promise<Session> {
    return this.answer(http, await this.sessions.open(userId, tenantId, originOf(http.req)));
  }

  private get secure(): boolean {
    return this.config.isSecure;
  }

  private async answer(http: Http, issued: IssuedSession): Promise<Session> {
    return { ...this.hand(http, issued), me: await this.identity.meIn(issued.userId, issued.tenantId!) };
  }

  /** Hands the tokens over: as cookies to our own pages, in the answer to anybody else. */
  private hand(http: Http, issued: IssuedSession): Omit<Session, 'me'> {
    const browser = Boolean(http.req.headers[CLIENT_HEADER]);
    if (browser) setSessionCookies(http.res, issued, this.secure);
    return {
      accessToken: issued.accessToken,
      expiresAt: issued.expiresAt.toISOString(),
      // A page's scripts never get to see the long-lived token.
      refreshToken: browser ? null : issued.refreshToken,
    };
  }
}

const originOf = (request: Request): SessionOrigin => ({ userAgent: request.headers['user-agent'] ?? null, ip: request.ip ?? null });
