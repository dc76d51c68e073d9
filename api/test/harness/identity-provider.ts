import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

/** Somebody with an account at the other service; they sign in there with their name as login. */
export interface OutsideAccount {
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly name?: string;
}

/** A service that speaks OpenID Connect, on this machine: a certified implementation, with pages to sign in and to consent. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly accounts: Map<string, OutsideAccount>;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Goes through sign-in and consent as a browser would. @returns where it sends the browser back to */
  visit(authorizationUrl: string, login: string): Promise<string>;
  close(): Promise<void>;
}

/** Some free port and a client of its own, unless whoever asks is bound to others. */
interface Place {
  readonly port?: number;
  readonly client?: IdentityProvider['client'];
}

export async function identityProvider(redirectUris: readonly string[], { port = 0, client = { clientId: 'kinship', clientSecret: 'a secret of the client, long enough' } }: Place = {}): Promise<IdentityProvider> {
  const accounts = new Map<string, OutsideAccount>();
  const server: Server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration: Configuration = {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [...redirectUris], token_endpoint_auth_method: 'client_secret_post' }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key for cookies of tests'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => {
        const { email, emailVerified = true, name } = accounts.get(id) ?? {};
        return { sub: id, ...(email ? { email, email_verified: emailVerified } : {}), ...(name ? { name } : {}) };
      },
    }),
  };
  const provider = new Provider(issuer, configuration);
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  return {
    issuer,
    accounts,
    client,
    visit: (url, login) => visit(issuer, url, login),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function visit(issuer: string, start: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  const ask = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
      ...(form ? { method: 'POST', body: new URLSearchParams(form).toString() } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  };
  let url = start;
  for (let step = 0; step < 12; step++) {
    const response = await ask(url);
    const location = response.headers.get('location');
    if (location) {
      url = new URL(location, url).href;
      if (!url.startsWith(issuer)) return url;
      continue;
    }
    const page = await response.text();
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (!action) throw new Error(`The other service shows no form: ${response.status} ${page.slice(0, 300)}`);
    const next = await ask(new URL(action, url).href, page.includes('name="login"') ? { prompt: 'login', login, password: 'any' } : { prompt: 'consent' });
    url = new URL(next.headers.get('location') ?? '', url).href;
    if (!url.startsWith(issuer)) return url;
  }
  throw new Error('The other service sends the browser round in circles.');
}
