/** What one environment variable holds: how it is read, what it means, what it is when absent. */
export interface Setting<T> {
  readonly env: string;
  /** One sentence for whoever runs the product; docs/operations.md is made from it. */
  readonly description: string;
  /** Shown as it is documented, for people; absent when the variable has to be set. */
  readonly fallback?: string;
  /** Never printed. */
  readonly secret?: boolean;
  /** @throws Error whose message completes "NAME ...". */
  parse(text: string): T;
}

interface Options {
  readonly env: string;
  readonly description: string;
  readonly fallback?: string;
  readonly secret?: boolean;
}

const refuse = (reason: string): never => {
  throw new Error(reason);
};

export const text = (options: Options & { minLength?: number }): Setting<string> => ({
  ...options,
  parse: (value) => (value.length >= (options.minLength ?? 0) ? value : refuse(`must have at least ${options.minLength} characters`)),
});

/** Text that may be left out; then it is null. */
export const optional = <T>(setting: Setting<T>): Setting<T | null> => ({ ...setting, fallback: '', parse: (value) => (value === '' ? null : setting.parse(value)) });

export const integer = (options: Options & { min: number; max: number }): Setting<number> => ({
  ...options,
  parse: (value) => {
    const number = Number(value);
    return /^\d+$/.test(value) && number >= options.min && number <= options.max ? number : refuse(`must be a whole number from ${options.min} to ${options.max}, not "${value}"`);
  },
});

export const flag = (options: Options): Setting<boolean> => ({
  ...options,
  parse: (value) => {
    if (/^(1|on|true|yes)$/i.test(value)) return true;
    return /^(0|off|false|no)$/i.test(value) ? false : refuse(`must be on or off, not "${value}"`);
  },
});

export const choice = <const C extends readonly string[]>(choices: C, options: Options): Setting<C[number]> => ({
  ...options,
  parse: (value) => choices.find((known) => known === value) ?? refuse(`must be one of ${choices.join(', ')}, not "${value}"`),
});

/** A URL with one of the given schemes. A wrong one is not repeated in the message: it may hold a password. */
export const url = (schemes: readonly string[], options: Options): Setting<string> => ({
  ...options,
  parse: (value) => {
    const known = URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1));
    return known ? value.replace(/\/+$/, '') : refuse(`must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
  },
});

/** A service that people may sign in through. */
export interface OidcProviderSetting {
  /** Part of addresses: lower-case letters, digits, dashes. */
  readonly id: string;
  /** What its button says. */
  readonly name: string;
  /** Its `/.well-known/openid-configuration` is read. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A JSON list of services to sign in through. What is wrong is named without repeating it: it holds secrets. */
export const oidcProviders = (options: Options): Setting<readonly OidcProviderSetting[]> => ({
  ...options,
  parse: (value) => {
    if (value === '') return [];
    const wrong = 'must be a JSON list of {"id", "name", "issuer", "clientId", "clientSecret"}, each id in lower-case letters and given once';
    let given: unknown;
    try {
      given = JSON.parse(value);
    } catch {
      return refuse(wrong);
    }
    const valid = (each: unknown): each is OidcProviderSetting => {
      const { id, name, issuer, clientId, clientSecret } = (each ?? {}) as Record<string, unknown>;
      const isUrl = typeof issuer === 'string' && URL.canParse(issuer) && /^https?:$/.test(new URL(issuer).protocol);
      return typeof id === 'string' && /^[a-z][a-z0-9-]{0,30}$/.test(id) && !['google', 'microsoft'].includes(id) && isUrl && [name, clientId, clientSecret].every((text) => typeof text === 'string' && text !== '');
    };
    if (!Array.isArray(given) || !given.every(valid) || new Set(given.map(({ id }) => id)).size < given.length) return refuse(wrong);
    return given;
  },
});

/** Comma-separated values. */
export const list = (options: Options): Setting<readonly string[]> => ({
  ...options,
  parse: (value) => value.split(',').map((item) => item.trim()).filter(Boolean),
});
