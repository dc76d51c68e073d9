import { Injectable } from '@nestjs/common';
import { allowInsecureRequests, ClientSecretBasic, ClientSecretPost, discovery, type ClientAuth, type Configuration } from 'openid-client';
import { Config } from '../config/config.js';
import type { OidcProviderSetting } from '../config/setting.js';
import { notFound } from '../errors/app-error.js';

const TIMEOUT_SECONDS = 10;

/** The services that people may sign in through, as the environment names them. */
@Injectable()
export class OidcProviders {
  readonly all: readonly OidcProviderSetting[];
  private readonly discovered = new Map<string, Promise<Configuration>>();

  constructor(config: Config) {
    const known = (id: string, name: string, issuer: string, clientId: string | null, clientSecret: string | null): OidcProviderSetting[] => (clientId && clientSecret ? [{ id, name, issuer, clientId, clientSecret }] : []);
    this.all = [
      ...known('google', 'Google', config.googleBaseUrl, config.googleClientId, config.googleClientSecret),
      ...known('microsoft', 'Microsoft', config.microsoftBaseUrl, config.microsoftClientId, config.microsoftClientSecret),
      ...config.oidcProviders,
    ];
  }

  /** @throws NOT_FOUND */
  named(id: string): OidcProviderSetting {
    const provider = this.all.find((each) => each.id === id);
    if (!provider) throw notFound('This way to sign in');
    return provider;
  }

  /** What the service says of itself; asked once, and again after it did not answer. @throws Error when it does not answer, or calls itself by another issuer */
  configuration(id: string): Promise<Configuration> {
    const present = this.discovered.get(id);
    if (present) return present;
    const asked = this.discover(this.named(id));
    asked.catch(() => this.discovered.delete(id));
    this.discovered.set(id, asked);
    return asked;
  }

  private discover({ issuer, clientId, clientSecret }: OidcProviderSetting): Promise<Configuration> {
    const url = new URL(issuer);
    return discovery(url, clientId, undefined, clientAuthentication(clientSecret), { timeout: TIMEOUT_SECONDS, ...(url.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}) });
  }
}

/** The way to show the secret that the service takes; most take both. */
function clientAuthentication(secret: string): ClientAuth {
  const [post, basic] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (server, client, body, headers) => (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(server, client, body, headers);
}
