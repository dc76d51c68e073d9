import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars.js';

@InputType()
export class SignUpInput {
  @Field(() => String, { description: 'What the company is called.' })
  tenantName!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  email!: string;
  @Field(() => String, { nullable: true, description: 'Required, unless `ticket` says who signs up.' })
  password?: string | null;
  @Field(() => String, { nullable: true, description: 'From signing in through another service without an account here; its address is taken then.' })
  ticket?: string | null;
  @Field(() => String, { nullable: true, description: 'IANA time zone, such as Europe/Berlin; UTC without it.' })
  timezone?: string | null;
  @Field(() => String, { nullable: true, description: 'How dates and numbers are written, such as de-AT; the language of the request without it.' })
  locale?: string | null;
  @Field(() => String, { nullable: true, description: 'ISO 4217 code that sums are in; USD without it.' })
  currency?: string | null;
}

@InputType()
export class SignInInput {
  @Field(() => String)
  email!: string;
  @Field(() => String)
  password!: string;
  @Field(() => ID, { nullable: true, description: 'The workspace to sign in to; without it the one of the host, or the first.' })
  tenantId?: string | null;
}

@InputType()
export class UpdateProfileInput {
  @Field(() => String, { nullable: true })
  name?: string | null;
  @Field(() => String, { nullable: true })
  timezone?: string | null;
  @Field(() => String, { nullable: true })
  locale?: string | null;
  @Field(() => String, { nullable: true })
  avatarUrl?: string | null;
  @Field(() => JsonScalar, { nullable: true, description: 'What the client remembers for the person, such as the theme; replaces key by key.' })
  preferences?: Record<string, unknown> | null;
}

@InputType()
export class UpdateTenantInput {
  @Field(() => String, { nullable: true })
  name?: string | null;
  @Field(() => String, { nullable: true })
  billingEmail?: string | null;
}

@ObjectType('User')
export class UserType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  email!: string;
  @Field(() => String)
  timezone!: string;
  @Field(() => String)
  locale!: string;
  @Field(() => String, { nullable: true })
  avatarUrl!: string | null;
  @Field(() => JsonScalar)
  preferences!: unknown;
}

@ObjectType()
export class MeMember {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, { description: 'OWNER, ADMIN, MEMBER or VIEWER.' })
  role!: string;
}

@ObjectType('Tenant')
export class TenantType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  slug!: string;
  @Field(() => String)
  plan!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  planExpiresAt!: string | null;
  @Field(() => String, { description: 'ISO 4217 code that sums are in.' })
  currency!: string;
  @Field(() => String)
  status!: string;
  @Field(() => Boolean, { description: 'Whether everybody needs two-factor sign-in to work here.' })
  requireTwoFactor!: boolean;
}

@ObjectType()
export class Membership {
  @Field(() => ID)
  tenantId!: string;
  @Field(() => String)
  tenantName!: string;
  @Field(() => String)
  role!: string;
}

@ObjectType({ description: 'What the caller may do, as the API itself checks it.' })
export class AbilitiesType {
  @Field(() => JsonScalar, { description: 'CASL rules about records.' })
  rules!: unknown;
  @Field(() => [String], { description: 'Permissions about the workspace.' })
  tenant!: readonly string[];
}

@ObjectType()
export class MyModule {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => Boolean)
  enabled!: boolean;
  @Field(() => String)
  tier!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  trialEndsAt!: string | null;
}

@ObjectType({ description: 'The caller: as a person, and in the present workspace.' })
export class Me {
  @Field(() => UserType)
  user!: UserType;
  @Field(() => MeMember)
  member!: MeMember;
  @Field(() => TenantType)
  tenant!: TenantType;
  @Field(() => [Membership])
  memberships!: readonly Membership[];
  @Field(() => AbilitiesType)
  abilities!: AbilitiesType;
  @Field(() => [MyModule])
  modules!: readonly MyModule[];
}

@ObjectType()
export class Session {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer`; the web client has it as a cookie.' })
  accessToken!: string;
  @Field(() => DateTimeScalar)
  expiresAt!: string;
  @Field(() => String, { nullable: true, description: 'Only for callers without cookies (no x-kinship-client header): spend it with refreshSession.' })
  refreshToken!: string | null;
  @Field(() => Me)
  me!: Me;
}

export type SignInStep = 'DONE' | 'TWO_FACTOR' | 'SET_UP_TWO_FACTOR';
const SIGN_IN_STEPS: Readonly<Record<SignInStep, SignInStep>> = { DONE: 'DONE', TWO_FACTOR: 'TWO_FACTOR', SET_UP_TWO_FACTOR: 'SET_UP_TWO_FACTOR' };
registerEnumType(SIGN_IN_STEPS, {
  name: 'SignInStep',
  description: 'What follows the first step of a sign-in.',
  valuesMap: {
    DONE: { description: 'Nothing: there is a session.' },
    TWO_FACTOR: { description: 'A code: pass `challenge` and it to `finishSignIn`.' },
    SET_UP_TWO_FACTOR: { description: 'There is a session, but the workspace requires two-factor sign-in: `beginTwoFactor`, then `confirmTwoFactor`.' },
  },
});

@ObjectType({ description: 'Where a sign-in stands. Without a second step it is a session.' })
export class SignInAnswer {
  @Field(() => SIGN_IN_STEPS)
  step!: SignInStep;
  @Field(() => String, { nullable: true, description: 'For `finishSignIn`; good for ten minutes.' })
  challenge!: string | null;
  @Field(() => String, { nullable: true, description: 'Send it as `Authorization: Bearer`; the web client has it as a cookie. Null while a code is asked for.' })
  accessToken!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt!: string | null;
  @Field(() => String, { nullable: true, description: 'Only for callers without cookies (no x-kinship-client header): spend it with refreshSession.' })
  refreshToken!: string | null;
  @Field(() => Me, { nullable: true, description: 'Null until signing in is done.' })
  me!: Me | null;
}

@ObjectType({ description: 'A device that is signed in.' })
export class DeviceSession {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { nullable: true })
  userAgent!: string | null;
  @Field(() => String, { nullable: true })
  ip!: string | null;
  @Field(() => DateTimeScalar)
  createdAt!: string;
  @Field(() => DateTimeScalar)
  lastUsedAt!: string;
  @Field(() => Boolean, { description: 'The one this request came with.' })
  current!: boolean;
}
