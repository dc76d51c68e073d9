import { lookup as lookupAddress, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppError, validationError } from '../errors/app-error.js';
import { isPublicAddress } from './public-address.js';

export interface DownloadLimits {
  /** Milliseconds for the whole of it. */
  readonly timeoutMs: number;
  /** Content lengths above are refused before a byte is read; who stores the body counts for those who don't say. */
  readonly maxBytes: number;
}

const MOST_REDIRECTS = 3;

/**
 * Fetches addresses that tenants wrote down. Only https, only public addresses: a name is resolved once, every address it has is checked, and the connection goes to
 * one that was checked, so that a name can't point elsewhere a moment later. Redirects are followed a few times, each checked like the first address.
 */
@Injectable()
export class GuardedDownload {
  /** What addresses may be asked; a test stands in another rule for its own server. */
  protected readonly allows: (address: string) => boolean = isPublicAddress;
  protected readonly protocols: readonly string[] = ['https:'];

  /** @throws VALIDATION_ERROR under `field` when the address is none that may be asked */
  check(address: string, field = 'url'): URL {
    const url = URL.canParse(address) ? new URL(address) : null;
    const refuse = (reason: string): never => {
      throw validationError({ [field]: [reason] });
    };
    if (!url) return refuse('Write a whole address that begins with https://.');
    if (!this.protocols.includes(url.protocol)) refuse('Only addresses that begin with https:// are fetched.');
    if (url.username || url.password) refuse('An address with a user name and password is not fetched; use one with a token in it.');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !this.allows(host)) refuse('This address is in a private network and is not fetched.');
    return url;
  }

  /**
   * The body as it comes; the caller has to read or destroy it.
   *
   * @throws VALIDATION_ERROR for an address that may not be asked, UPSTREAM_ERROR when the other side does not answer as it should
   */
  async open(address: string, limits: DownloadLimits): Promise<IncomingMessage> {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    let url = this.check(address);
    for (let redirects = 0; ; redirects++) {
      const response = await this.ask(url, signal);
      const { statusCode: status = 0, headers } = response;
      if (status >= 300 && status < 400 && headers.location) {
        response.destroy();
        if (redirects >= MOST_REDIRECTS) throw failed(`The address forwards more than ${MOST_REDIRECTS} times.`);
        if (!URL.canParse(headers.location, url.href)) throw failed('The address forwards to nowhere.');
        url = this.check(new URL(headers.location, url).href);
        continue;
      }
      const length = Number(headers['content-length'] ?? 0);
      if (status === 200 && length <= limits.maxBytes) return response;
      response.destroy();
      throw failed(status === 200 ? `The file is larger than ${Math.floor(limits.maxBytes / 1_048_576)} MB.` : `The address answered with ${status}.`);
    }
  }

  private ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const options = { method: 'GET', signal, lookup: this.lookup, headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Kinship' } };
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
      request.on('error', (error) => reject(error instanceof AppError ? error : failed(signal.aborted ? 'The address took too long to answer.' : 'The address could not be reached.')));
      request.end();
    });
  }

  /** Instead of the system's own, which would resolve the name once more after it was checked. */
  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookupAddress(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const refused = error ?? (addresses.length === 0 || !addresses.every(({ address }) => this.allows(address)) ? validationError({ url: ['This address is in a private network and is not fetched.'] }) : null);
      if (refused) return callback(refused, []);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

const failed = (message: string): AppError => new AppError('UPSTREAM_ERROR', message);
