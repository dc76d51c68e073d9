import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, null> };
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  it('runs stores, migrations, API, worker and proxy', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'migrate', 'postgres', 'proxy', 'redis', 'worker']);
  });

  it('mounts only files that exist and volumes that are declared', () => {
    for (const source of services.flatMap(([, service]) => service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '')) {
      expect(source.startsWith('.') ? existsSync(path.join(root, source)) : source in compose.volumes).toBe(true);
    }
    expect(statSync(path.join(root, 'docker/postgres-init.sh')).mode & 0o111).toBe(0o111);
  });

  it('waits for what each service needs, by a health check or its end', () => {
    for (const [, service] of services) {
      for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
        const found = compose.services[needed];
        const image = found?.build === undefined ? found?.healthcheck : /HEALTHCHECK/.exec(read('Dockerfile'));
        expect(condition === 'service_healthy' ? image : needed === 'migrate').toBeTruthy();
      }
    }
  });

  it('gives the owner role to migrations only', () => {
    const owners = services.filter(([, service]) => 'DATABASE_OWNER_URL' in (service.environment ?? {})).map(([name]) => name);
    expect(owners).toEqual(['migrate']);
  });

  it('hands on every setting that operators may choose', () => {
    const settings = [...read('docs/operations.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]!);
    expect(settings).toContain('SMTP_URL');
    // Where they listen and keep files is the image's affair, and the owner's password that of migrations.
    const own = new Set(['PORT', 'KINSHIP_HOME', 'DATABASE_OWNER_URL']);
    for (const name of ['api', 'worker']) {
      expect(settings.filter((setting) => !own.has(setting) && !(setting in (compose.services[name]!.environment ?? {})))).toEqual([]);
    }
  });

  it('takes every setting without default from .env.example', () => {
    const offered = new Set([...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]));
    const required = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+):\?/g)].map((match) => match[1]);
    expect(required.length).toBeGreaterThan(0);
    expect(required.filter((name) => !offered.has(name))).toEqual([]);
  });

  it('creates the roles that the scripts create', () => {
    const made = (text: string): string[] => [...new Set(text.match(/kinship_(owner|api)/g))].sort();
    expect(made(read('docker/postgres-init.sh'))).toEqual(made(read('scripts/lib/roles.mjs')));
  });
});

describe('Dockerfile', () => {
  const file = read('Dockerfile');

  it('copies only what exists or what the build makes', () => {
    const sources = [...file.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => (match[1] ?? '').split(' '));
    expect(sources).toContain('package-lock.json');
    expect(sources.filter((source) => !existsSync(path.join(root, source)))).toEqual([]);
    expect(existsSync(path.join(root, 'scripts/build.mjs'))).toBe(true);
  });

  it('starts the file that the build makes, as another user than root', () => {
    const entry = /dist\/server\/(\S+)\.js/.exec(file)?.[1] ?? '';
    expect(existsSync(path.join(root, `${entry}.ts`))).toBe(true);
    const command = compose.services['migrate']?.command?.find((part) => part.startsWith('dist/server/')) ?? '';
    expect(existsSync(path.join(root, command.replace('dist/server/', '').replace(/\.js$/, '.ts')))).toBe(true);
    expect(file).toMatch(/^USER node$/m);
  });
});
