import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: "How the caller's account is protected." })
export class AccountSecurity {
  @Field(() => String)
  email!: string;
  @Field(() => Boolean, { description: 'Whether the address was proven by opening a link that was mailed to it.' })
  emailVerified!: boolean;
  @Field(() => String, { nullable: true, description: 'A new address that waits for its link to be opened.' })
  pendingEmail!: string | null;
  @Field(() => Boolean, { description: 'False for who only ever signed in through another service.' })
  hasPassword!: boolean;
  @Field(() => DateTimeScalar, { nullable: true })
  passwordChangedAt!: string | null;
  @Field(() => Boolean, { description: 'Whether signing in takes a code of an authenticator app.' })
  twoFactor!: boolean;
  @Field(() => Int, { description: 'Recovery codes that were not used.' })
  recoveryCodesLeft!: number;
}

@ObjectType('TwoFactorSetup', { description: 'What an authenticator app is set up with; shown this once.' })
export class TwoFactorSetupType {
  @Field(() => String, { description: 'Base32, to be typed where no camera is at hand.' })
  secret!: string;
  @Field(() => String, { description: 'To be drawn as a QR code.' })
  otpauthUri!: string;
}
