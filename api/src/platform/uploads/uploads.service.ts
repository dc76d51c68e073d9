import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Config } from '../config/config.js';
import { currentMemberId, currentTenantId } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { PATIENCE } from '../http/slow-clients.js';
import { goAhead } from '../http/unread-bodies.js';
import { RedisClient } from '../redis/redis-client.js';
import { FileStore, type StoredFile } from '../storage/file-store.js';

/** Files that are on their way at once: of one member, and of all in a workspace. */
export const AT_ONCE = { member: 4, tenant: 12 } as const;
const RETRY_SECONDS = 10;
/** What no request outlasts: a process that ended in the middle leaves its files on their way for so long. */
const LONGEST_MS = PATIENCE.request + PATIENCE.body;

/**
 * Lets a file begin its way where there is room. Each is a member of a sorted set, `<member>:<bytes>:<id>`, by the time at which it can't be on its way any more.
 * Answers whether it began, and how many of the member's own were on their way.
 */
const BEGIN = `redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
local all = redis.call('ZRANGE', KEYS[1], 0, -1)
local own = 0
for _, each in ipairs(all) do if string.sub(each, 1, #ARGV[3]) == ARGV[3] then own = own + 1 end end
if #all >= tonumber(ARGV[5]) or own >= tonumber(ARGV[4]) then return {0, own} end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[6])
redis.call('PEXPIREAT', KEYS[1], ARGV[2])
return {1, own}`;

interface Expected {
  /** Which it is, among those of its workspace. */
  readonly entry: string;
  readonly maxBytes: number;
}

/** The files that are on their way to any process, so that nobody sends more at once than a workspace can take. Without Redis nobody is counted, as with requests. */
@Injectable()
export class Uploads {
  private readonly expected = new WeakMap<Request, Expected>();

  constructor(
    private readonly config: Config,
    private readonly redis: RedisClient,
    private readonly files: FileStore,
  ) {}

  /** @param bytes as announced, or the most it may have @throws RATE_LIMITED */
  async begin(request: Request, bytes: number, maxBytes: number): Promise<void> {
    const own = `${currentMemberId() ?? 'system'}:`;
    const entry = `${own}${bytes}:${randomUUID()}`;
    const now = Date.now();
    const counted = (await this.redis.eval(BEGIN, 1, this.key(), now, now + LONGEST_MS, own, AT_ONCE.member, AT_ONCE.tenant, entry).catch(() => null)) as [number, number] | null;
    if (counted && counted[0] === 0) throw tooManyAtOnce(counted[1]);
    this.expected.set(request, { entry, maxBytes });
  }

  /** Streams the body to disk. @throws VALIDATION_ERROR for one that turns out to be too large */
  async receive(request: Request): Promise<StoredFile> {
    const upload = this.expected.get(request);
    if (!upload) throw new Error('A route that takes files says so with @Upload.');
    goAhead(request);
    return this.files.write(request, upload.maxBytes);
  }

  async end(request: Request): Promise<void> {
    const upload = this.expected.get(request);
    if (upload) await this.redis.zrem(this.key(), upload.entry).catch(() => undefined);
  }

  /** Bytes of the caller's other files that are on their way: what is limited by what a member has sent counts them, too. */
  async bytesBeside(request: Request): Promise<number> {
    const entries = await this.redis.zrangebyscore(this.key(), Date.now(), '+inf').catch(() => []);
    const others = entries.filter((entry) => entry.startsWith(`${currentMemberId()}:`) && entry !== this.expected.get(request)?.entry);
    return others.reduce((sum, entry) => sum + Number(entry.split(':')[1]), 0);
  }

  private key(): string {
    return `${this.config.redisPrefix}:uploads:${currentTenantId()}`;
  }
}

function tooManyAtOnce(own: number): AppError {
  const why = own >= AT_ONCE.member ? `You are sending ${own} files already. Send this one when another has arrived.` : 'Your workspace is being sent as many files as it takes at once. Try again in a moment.';
  return new AppError('RATE_LIMITED', why, { retryAfter: RETRY_SECONDS });
}
