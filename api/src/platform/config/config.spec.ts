import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from './config.js';

const needed = { DATABASE_URL: 'postgres://api@db/kinship', REDIS_URL: 'redis://cache:6379/', KINSHIP_SECRET: 'k'.repeat(32) };

describe('configuration', () => {
  it('needs three variables and has a default for the rest', () => {
    const config = loadConfig(needed);
    expect(config).toMatchObject({ port: 3000, role: 'all', demo: false, publicUrl: null, databaseOwnerUrl: null, corsOrigins: [], redisUrl: 'redis://cache:6379' });
    expect({ origin: config.origin, secure: config.isSecure, api: config.servesApi, jobs: config.runsJobs }).toEqual({ origin: 'http://localhost:3000', secure: false, api: true, jobs: true });
  });

  it('says everything that is wrong in one line', () => {
    expect(() => loadConfig({ PORT: '70000', KINSHIP_ROLE: 'boss', KINSHIP_DEMO: 'perhaps', DATABASE_URL: 'mysql://x', REDIS_URL: needed.REDIS_URL })).toThrow(ConfigError);
    try {
      loadConfig({ PORT: '70000', KINSHIP_ROLE: 'boss', KINSHIP_DEMO: 'perhaps', DATABASE_URL: 'mysql://u:hunter2@x', REDIS_URL: needed.REDIS_URL });
      throw new Error('must not get here');
    } catch (error) {
      const { message } = error as Error;
      expect(message.split('\n')).toHaveLength(1);
      for (const part of ['PORT must be a whole number from 0 to 65535, not "70000"', 'KINSHIP_ROLE must be one of all, api, worker, not "boss"', 'KINSHIP_DEMO must be on or off', 'DATABASE_URL must be a URL that starts with postgres://', 'KINSHIP_SECRET is not set']) {
        expect(message).toContain(part);
      }
      expect(message).not.toContain('hunter2');
    }
  });

  it('does not repeat a secret that is too short', () => {
    expect(() => loadConfig({ ...needed, KINSHIP_SECRET: 'short-one' })).toThrow(/KINSHIP_SECRET must have at least 32 characters/);
    expect(() => loadConfig({ ...needed, KINSHIP_SECRET: 'short-one' })).not.toThrow(/short-one/);
  });

  it.each([
    ['api', { servesApi: true, runsJobs: false }],
    ['worker', { servesApi: false, runsJobs: true }],
  ])('knows what the role %s does', (role, expected) => {
    const { servesApi, runsJobs } = loadConfig({ ...needed, KINSHIP_ROLE: role });
    expect({ servesApi, runsJobs }).toEqual(expected);
  });

  it('treats blank values as absent and trims the rest', () => {
    expect(loadConfig({ ...needed, PORT: ' ', PUBLIC_URL: ' https://crm.example.com/ ', KINSHIP_CORS_ORIGINS: 'https://a.example, https://b.example' })).toMatchObject({
      port: 3000,
      publicUrl: 'https://crm.example.com',
      isSecure: true,
      corsOrigins: ['https://a.example', 'https://b.example'],
    });
  });
});
