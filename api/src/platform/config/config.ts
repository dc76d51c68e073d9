import { Injectable } from '@nestjs/common';
import type { Setting } from './setting.js';
import { SETTINGS, type Settings } from './settings.js';

/** The environment is not one the product can run in; the message is the one line that says why. */
export class ConfigError extends Error {}

const Values = class {
  constructor(values: Settings) {
    Object.assign(this, values);
  }
} as unknown as new (values: Settings) => Settings;

/** The validated environment: `config.databaseUrl`, `config.role` and so on; see `SETTINGS` for what each means. */
@Injectable()
export class Config extends Values {
  /** Whether this process answers the API and serves the web client. */
  get servesApi(): boolean {
    return this.role !== 'worker';
  }

  /** Whether this process runs jobs and dispatches events. */
  get runsJobs(): boolean {
    return this.role !== 'api';
  }

  /** Address people reach the product at, without a slash at its end. */
  get origin(): string {
    return this.publicUrl ?? `http://localhost:${this.port}`;
  }

  /** Whether people reach it through TLS; then cookies and headers insist on it. */
  get isSecure(): boolean {
    return this.origin.startsWith('https:');
  }
}

/** Reads and checks the environment. @throws ConfigError that names everything wrong at once. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting]) => {
      const given = env[setting.env]?.trim() || setting.fallback;
      if (given === undefined) problems.push(`${setting.env} is not set (${setting.description.replace(/\.$/, '')})`);
      else {
        try {
          return [name, setting.parse(given)];
        } catch (error) {
          problems.push(`${setting.env} ${(error as Error).message}`);
        }
      }
      return [name, undefined];
    }),
  );
  if (problems.length > 0) throw new ConfigError(`Kinship can't start: ${problems.join('; ')}.`);
  return new Config(values as unknown as Settings);
}
