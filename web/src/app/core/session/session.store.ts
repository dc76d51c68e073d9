import { computed, inject, Service, signal } from '@angular/core';
import type { RecordAction, Role, TenantPermission } from '@libs/contracts';
import { toAppError } from '../graphql/app-error.js';
import { Abilities } from './abilities.js';
import { SessionEnd } from './session-end.js';
import { SessionGateway, type Me, type SignInProgress } from './session.gateway.js';
import { SessionTabs } from './session-tabs.js';
import type { SignInInput, SignUpInput, UpdateProfileInput, UpdateTenantInput } from './operations.generated.js';

/**
 * `restricted`: signed in, but the workspace lets nobody work without two-factor sign-in, which this person has yet to set up.
 * `unavailable`: the API could not be asked, so whether somebody is signed in is not known; asked again with growing pauses.
 */
export type SessionState = 'loading' | 'authenticated' | 'unauthenticated' | 'restricted' | 'unavailable';

const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/** Who is signed in, in which tenant, and what they may do. */
@Service()
export class SessionStore {
  private readonly gateway = inject(SessionGateway);
  private readonly tabs = inject(SessionTabs);
  private readonly stateSignal = signal<SessionState>('loading');
  private readonly meSignal = signal<Me | null>(null);
  private loadingOnce: Promise<void> | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;

  readonly state = this.stateSignal.asReadonly();
  /** Whether the session ended because somebody here wished so; who was cut off wants to come back to where they were. */
  readonly signedOut = signal(false);
  readonly me = this.meSignal.asReadonly();
  readonly user = computed(() => this.meSignal()?.user ?? null);
  readonly member = computed(() => this.meSignal()?.member ?? null);
  readonly tenant = computed(() => this.meSignal()?.tenant ?? null);
  readonly role = computed(() => (this.meSignal()?.member.role ?? null) as Role | null);
  readonly abilities = computed(() => {
    const me = this.meSignal();
    return me ? new Abilities(me.abilities.rules, me.abilities.tenant) : Abilities.none;
  });

  constructor() {
    const end = inject(SessionEnd);
    end.events.subscribe(() => {
      if (this.stateSignal() === 'authenticated' || this.stateSignal() === 'restricted') void this.drop();
    });
    end.restrictions.subscribe(() => this.restrict());
    this.tabs.others.subscribe((memberId) => {
      const present = this.member()?.id;
      if (present && present !== memberId) this.tabs.startAnew();
    });
  }

  /** Finds out once who is signed in; guards wait for it. */
  load(): Promise<void> {
    this.loadingOnce ??= this.ask();
    return this.loadingOnce;
  }

  /** Asks again at once, for example after the person pressed "Try again". */
  reload(): Promise<void> {
    clearTimeout(this.retry);
    this.loadingOnce = this.ask();
    return this.loadingOnce;
  }

  /** `can('edit', 'opportunity', deal)`. Reads a signal, so templates follow a change of tenant. */
  can(action: RecordAction, recordType: string, record?: object): boolean {
    return this.abilities().can(action, recordType, record);
  }

  has(permission: TenantPermission): boolean {
    return this.abilities().has(permission);
  }

  moduleEnabled(id: string): boolean {
    return this.meSignal()?.modules.some((module) => module.id === id && module.enabled) ?? false;
  }

  /** @throws AppError */
  async signIn(input: SignInInput): Promise<Pick<SignInProgress, 'step' | 'challenge'>> {
    const { step, challenge, me } = await this.gateway.signIn(input);
    if (me) await this.become(me);
    else if (step === 'SET_UP_TWO_FACTOR') this.restrict();
    return { step, challenge };
  }

  /** @throws AppError VALIDATION_ERROR for a wrong code, UNAUTHENTICATED when it took too long */
  async finishSignIn(challenge: string, code: string): Promise<void> {
    await this.become(await this.gateway.finishSignIn(challenge, code));
  }

  /** @throws AppError */
  async signUp(input: SignUpInput): Promise<void> {
    await this.become(await this.gateway.signUp(input));
  }

  /** @throws AppError */
  async acceptInvitation(invitation: { token: string; name: string; password: string }): Promise<void> {
    await this.become(await this.gateway.acceptInvitation(invitation));
  }

  /** The page starts anew: nothing of the other workspace may be seen or written to. @throws AppError */
  async switchTenant(tenantId: string): Promise<void> {
    this.tabs.tell((await this.gateway.switchTenant(tenantId)).member.id);
    this.tabs.startAnew();
  }

  /** @throws AppError when the API could not be told: the session then goes on, since its cookie does too. */
  async signOut(): Promise<void> {
    await this.gateway.signOut();
    this.signedOut.set(true);
    await this.drop();
  }

  /** Ends the session on every device, this one included. @throws AppError when the API could not be told */
  async signOutEverywhere(): Promise<void> {
    await this.gateway.signOutEverywhere();
    this.signedOut.set(true);
    await this.drop();
  }

  /** @throws AppError */
  async updateProfile(input: UpdateProfileInput): Promise<void> {
    this.meSignal.set(await this.gateway.updateProfile(input));
  }

  /** @throws AppError */
  async updateTenant(input: UpdateTenantInput): Promise<void> {
    this.meSignal.set(await this.gateway.updateTenant(input));
  }

  /** What somebody else changed about this member (role, exceptions) holds from now on; a failure leaves what is known. */
  async refreshAbilities(): Promise<void> {
    if (this.stateSignal() !== 'authenticated') return;
    const me = await this.gateway.me().catch(() => null);
    if (!me || !this.meSignal()) return;
    // Another tab has gone to another workspace.
    if (me.member.id !== this.member()?.id) this.tabs.startAnew();
    else this.meSignal.set(me);
  }

  private async become(me: Me): Promise<void> {
    await this.gateway.forget();
    this.tabs.tell(me.member.id);
    this.signedOut.set(false);
    this.meSignal.set(me);
    this.stateSignal.set('authenticated');
    this.loadingOnce = Promise.resolve();
  }

  private restrict(): void {
    this.meSignal.set(null);
    this.stateSignal.set('restricted');
    this.loadingOnce = Promise.resolve();
  }

  private async drop(): Promise<void> {
    this.meSignal.set(null);
    this.stateSignal.set('unauthenticated');
    await this.gateway.forget();
  }

  private async ask(): Promise<void> {
    try {
      this.meSignal.set(await this.gateway.me());
      this.stateSignal.set('authenticated');
      this.attempts = 0;
    } catch (error) {
      const { code } = toAppError(error);
      if (code === 'TWO_FACTOR_REQUIRED') return this.restrict();
      if (code === 'UNAUTHENTICATED') {
        this.meSignal.set(null);
        this.stateSignal.set('unauthenticated');
        return;
      }
      this.stateSignal.set('unavailable');
      const wait = RETRY_MS[Math.min(this.attempts, RETRY_MS.length - 1)];
      this.attempts += 1;
      this.retry = setTimeout(() => void this.reload(), wait);
    }
  }
}
