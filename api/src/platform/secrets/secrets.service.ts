import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed can't be opened: made for another purpose, tampered with, or under a secret that is no longer known. */
export class SealBroken extends Error {
  constructor() {
    super('This value was sealed for something else, was changed, or its key (KINSHIP_SECRET) is gone.');
  }
}

/**
 * Encrypts what must not lie readable in the database (AES-256-GCM). Every value is bound to what it is for, so a sealed value that is copied to another
 * place opens nothing there, and names the key it was sealed with, so that `KINSHIP_SECRET` can be replaced while `KINSHIP_PREVIOUS_SECRETS` still opens the rest.
 */
@Injectable()
export class Secrets {
  private readonly keys: readonly Key[];

  constructor(config: Config) {
    this.keys = [config.secret, ...config.previousSecrets].map(keyOf);
  }

  /** `v1.<key>.<sealed>`, different each time. `purpose` names the kind of value and whose it is, such as `two-factor:<user id>`. */
  seal(plain: string, purpose: string): string {
    const key = this.keys[0]!;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(`${VERSION}.${key.id}.${purpose}`));
    const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${VERSION}.${key.id}.${sealed.toString('base64url')}`;
  }

  /** @throws SealBroken */
  open(sealed: string, purpose: string): string {
    const [version, keyId, body = ''] = sealed.split('.');
    const key = this.keys.find(({ id }) => id === keyId);
    const bytes = Buffer.from(body, 'base64url');
    if (version !== VERSION || !key || bytes.length < IV_BYTES + TAG_BYTES) throw new SealBroken();
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(`${VERSION}.${keyId}.${purpose}`));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch {
      throw new SealBroken();
    }
  }

  /** Whether the value is under an earlier secret, and should be sealed again when it is next used. */
  isOutdated(sealed: string): boolean {
    return sealed.split('.')[1] !== this.keys[0]!.id;
  }
}

/** A key of its own beside the one that signs tokens; its id is derived apart, so it tells nothing of the key. */
function keyOf(secret: string): Key {
  const derive = (info: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'kinship', info, 32));
  return { id: createHash('sha256').update(derive('secrets: key id')).digest('hex').slice(0, 8), bytes: derive('secrets: key') };
}
