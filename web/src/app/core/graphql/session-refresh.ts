import { PAGE_LANGUAGE } from '../i18n/language.js';
import { Service } from '@angular/core';

/**
 * The first header tells the API that this request comes from our own pages: a foreign page cannot set it, so cookies are safe to honour.
 * The second asks for its words in the language of the page.
 */
export const CLIENT_HEADERS = { 'x-kinship-client': 'web', 'accept-language': PAGE_LANGUAGE } as const;

/** The API has ended the session, cookies included. */
const OVER: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'TWO_FACTOR_REQUIRED']);

/** `renewed`; `ended` when the API refused; `failed` when it could not be asked. */
export type RefreshOutcome = 'renewed' | 'ended' | 'failed';

/**
 * Renews the access cookie. Many requests fail together when it expires, but a refresh token works once:
 * all of them wait for the same renewal, across tabs too where the browser has locks.
 */
@Service()
export class SessionRefresh {
  private running: Promise<RefreshOutcome> | null = null;

  renew(): Promise<RefreshOutcome> {
    this.running ??= this.exclusively(() => this.ask()).finally(() => (this.running = null));
    return this.running;
  }

  private exclusively(work: () => Promise<RefreshOutcome>): Promise<RefreshOutcome> {
    return 'locks' in navigator ? navigator.locks.request('kinship.session', work) : work();
  }

  private async ask(): Promise<RefreshOutcome> {
    try {
      const response = await fetch('/graphql', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json', ...CLIENT_HEADERS },
        body: JSON.stringify({ operationName: 'RefreshSession', query: 'mutation RefreshSession { refreshSession { expiresAt } }' }),
      });
      const body = (await response.json()) as { data?: { refreshSession?: unknown } | null; errors?: { extensions?: { code?: string } }[] };
      if (body.data?.refreshSession) return 'renewed';
      return body.errors?.some((error) => OVER.has(error.extensions?.code ?? '')) ? 'ended' : 'failed';
    } catch {
      return 'failed';
    }
  }
}
