import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
const DIGITS = 6;
/** Steps that a phone's clock may be off, either way. */
const DRIFT_STEPS = 1;

const totpOf = (secret: string, label = ''): TOTP => new TOTP({ issuer: 'Kinship', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: DIGITS, period: PERIOD_SECONDS });

/** A new shared secret, as base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app reads from a QR code. */
export const otpauthUri = (secret: string, account: string): string => totpOf(secret, account).toString();

export const isTotpCode = (code: string): boolean => new RegExp(`^\\d{${DIGITS}}$`).test(code);

/** The time step that the code is of, or null when it is of none near now. A step is accepted once: the caller keeps the last. */
export function totpStep(secret: string, code: string, now = Date.now()): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: DRIFT_STEPS });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}
