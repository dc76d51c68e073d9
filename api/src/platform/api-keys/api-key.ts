import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'kin_';
const TENANT_LENGTH = 22;
const SECRET_LENGTH = 43;
const FORM = new RegExp(`^${PREFIX}[\\w-]{${TENANT_LENGTH + SECRET_LENGTH}}$`);

/** A key as it is told once, and what is kept of it. */
export interface NewApiKey {
  readonly key: string;
  readonly hash: string;
  /** Its last characters, by which people tell their keys apart. */
  readonly hint: string;
}

/** `kin_`, the workspace, and 256 random bits. The workspace is part of it so that no lookup ever crosses workspaces; the prefix lets scanners find leaked keys. */
export function newApiKey(tenantId: string): NewApiKey {
  const tenant = Buffer.from(tenantId.replaceAll('-', ''), 'hex').toString('base64url');
  const key = `${PREFIX}${tenant}${randomBytes(32).toString('base64url')}`;
  return { key, hash: hashApiKey(key), hint: key.slice(-4) };
}

export const isApiKey = (token: string): boolean => token.startsWith(PREFIX);

/** High-entropy secrets need no slow hash: nothing can be guessed from it. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** The workspace a key says it is of; null for what has not the form of a key. */
export function tenantOfApiKey(key: string): string | null {
  if (!FORM.test(key)) return null;
  const hex = Buffer.from(key.slice(PREFIX.length, PREFIX.length + TENANT_LENGTH), 'base64url').toString('hex');
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
