import { randomBytes } from 'node:crypto';

/** The build's own policy in the page: the answer's header is stricter, and knows the nonce. */
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/gi;
/** What needs the nonce to be let in: scripts, styles written into the page, modules fetched ahead. */
const MARKED = /<(script|style|link rel="modulepreload")(?=[\s>])/gi;
/** Angular looks here for the nonce of the styles that components bring. */
const ROOT = /<app-root(?=[\s>])/gi;

/** `index.html`, with a nonce that is new for each answer. */
export class Page {
  private readonly parts: readonly string[];

  constructor(html: string) {
    const mark = 'nonce="\0"';
    this.parts = html.replace(POLICY, '').replace(MARKED, `<$1 ${mark}`).replace(ROOT, '<app-root ngCspNonce="\0"').split('\0');
  }

  /** @returns the page, and the nonce that its policy has to name */
  made(): { readonly nonce: string; readonly html: string } {
    const nonce = randomBytes(16).toString('base64url');
    return { nonce, html: this.parts.join(nonce) };
  }
}
