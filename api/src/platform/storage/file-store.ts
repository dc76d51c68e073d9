import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { currentTenantId } from '../context/request-context.js';
import { fileTooLarge } from '../errors/app-error.js';

/** What is known of a file once it is stored. */
export interface StoredFile {
  /** Names the file inside its tenant; says nothing about its content. */
  readonly key: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

const KEY = /^[0-9a-f-]{36}$/;

/** Uploaded files on disk, one folder a tenant. The folder comes from the context and never from input, so no key reaches another tenant's file. */
@Injectable()
export class FileStore {
  private readonly root: string;

  constructor(config: Config) {
    this.root = path.resolve(config.home, 'files');
  }

  /** Streams `content` to disk; memory stays at one chunk. A file that is broken off or too large leaves nothing behind. @throws VALIDATION_ERROR */
  async write(content: Readable, maxBytes: number): Promise<StoredFile> {
    const key = randomUUID();
    const target = this.pathOf(key);
    await mkdir(path.dirname(target), { recursive: true });
    const hash = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        hash.update(chunk);
        if (bytes > maxBytes) done(fileTooLarge(maxBytes));
        else done(null, chunk);
      },
    });
    try {
      // What is left of a refused body is its connection's business: destroyed here, the caller would not hear why.
      await pipeline(content.iterator({ destroyOnReturn: false }), measure, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      await rm(target, { force: true });
      throw error;
    }
    return { key, bytes, sha256: hash.digest('hex') };
  }

  /** Opens a file of the present tenant from its start. */
  read(key: string): Readable {
    return createReadStream(this.pathOf(key), { highWaterMark: 65_536 });
  }

  /** Opens a part of a file of the present tenant: from byte `start` up to and without `end`. */
  readRange(key: string, start: number, end: number): Readable {
    return end <= start ? Readable.from([]) : createReadStream(this.pathOf(key), { start, end: end - 1 });
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error('A file key is a UUID.');
    return path.join(this.root, currentTenantId(), key);
  }
}
