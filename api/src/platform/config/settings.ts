import { choice, flag, integer, list, oidcProviders, optional, text, url, type Setting } from './setting.js';

const POSTGRES = ['postgres', 'postgresql'];
const REDIS = ['redis', 'rediss'];

/** Every environment variable the product reads, under the name code uses for it. */
export const SETTINGS = {
  port: integer({ env: 'PORT', fallback: '3000', min: 0, max: 65_535, description: 'Port of the HTTP server; 0 picks a free one.' }),
  publicUrl: optional(url(['http', 'https'], { env: 'PUBLIC_URL', description: 'Address people reach the product at; without it http://localhost:PORT.' })),
  role: choice(['all', 'api', 'worker'], { env: 'KINSHIP_ROLE', fallback: 'all', description: 'What this process does: answer requests (api), run jobs (worker), or both (all).' }),
  databaseUrl: url(POSTGRES, { env: 'DATABASE_URL', secret: true, description: "PostgreSQL, as the API's role, which cannot bypass row-level security." }),
  databaseOwnerUrl: optional(url(POSTGRES, { env: 'DATABASE_OWNER_URL', secret: true, description: 'PostgreSQL, as the owner of the schema; needed by migrate only.' })),
  databaseReplicaUrl: optional(url(POSTGRES, { env: 'DATABASE_REPLICA_URL', secret: true, description: 'A PostgreSQL that follows the one of DATABASE_URL, for reading; as the same role.' })),
  poolSize: integer({ env: 'KINSHIP_POOL_SIZE', fallback: '10', min: 1, max: 500, description: 'Most database connections this process opens.' }),
  redisUrl: url(REDIS, { env: 'REDIS_URL', secret: true, description: 'Redis, for queues, live events and rate limits.' }),
  redisPrefix: text({ env: 'KINSHIP_REDIS_PREFIX', fallback: 'kinship', minLength: 1, description: 'Start of every key and channel in Redis; two installations on one Redis need two.' }),
  home: text({ env: 'KINSHIP_HOME', fallback: './.kinship', minLength: 1, description: 'Folder for uploaded files and, with npm start, the embedded database.' }),
  secret: text({ env: 'KINSHIP_SECRET', secret: true, minLength: 32, description: 'Key that tokens are signed and secrets encrypted with; at least 32 characters, the same in every process.' }),
  previousSecrets: list({ env: 'KINSHIP_PREVIOUS_SECRETS', fallback: '', secret: true, description: 'Earlier values of KINSHIP_SECRET, separated by commas: they still open what was encrypted under them.' }),
  smtpUrl: optional(url(['smtp', 'smtps'], { env: 'SMTP_URL', secret: true, description: 'Mail server, as smtp://user:password@host:587; without it mails are kept as files in KINSHIP_HOME/mail.' })),
  mailFrom: optional(text({ env: 'KINSHIP_MAIL_FROM', minLength: 3, description: "Address that mails come from; without it kinship@ the product's host." })),
  googleClientId: optional(text({ env: 'KINSHIP_GOOGLE_CLIENT_ID', description: 'Client at Google for signing in; with its secret, a button appears.' })),
  googleClientSecret: optional(text({ env: 'KINSHIP_GOOGLE_CLIENT_SECRET', secret: true, description: 'Secret of the client at Google.' })),
  googleBaseUrl: url(['https', 'http'], { env: 'KINSHIP_GOOGLE_BASE_URL', fallback: 'https://accounts.google.com', description: 'Issuer that Google sign-in is asked of.' }),
  microsoftClientId: optional(text({ env: 'KINSHIP_MICROSOFT_CLIENT_ID', description: 'Client at Microsoft for signing in; with its secret, a button appears.' })),
  microsoftClientSecret: optional(text({ env: 'KINSHIP_MICROSOFT_CLIENT_SECRET', secret: true, description: 'Secret of the client at Microsoft.' })),
  microsoftBaseUrl: url(['https', 'http'], { env: 'KINSHIP_MICROSOFT_BASE_URL', fallback: 'https://login.microsoftonline.com/common/v2.0', description: 'Issuer that Microsoft sign-in is asked of; name your directory in place of common to let only its people in.' }),
  oidcProviders: oidcProviders({ env: 'KINSHIP_OIDC_PROVIDERS', fallback: '', secret: true, description: 'Further services to sign in through, as a JSON list; see "Signing in through other services".' }),
  demo: flag({ env: 'KINSHIP_DEMO', fallback: 'off', description: 'Whether seed fills a demo tenant.' }),
  demoPassword: text({ env: 'KINSHIP_DEMO_PASSWORD', fallback: 'kinship-demo', secret: true, minLength: 10, description: 'Password of the demo sign-ins.' }),
  rateLimit: optional(integer({ env: 'KINSHIP_RATE_LIMIT', min: 0, max: 1_000_000, description: "Requests a minute that every caller may make, instead of the plan's limit; 0 means no limit, for mails from one network address neither." })),
  logLevel: choice(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { env: 'LOG_LEVEL', fallback: 'info', description: 'Least important log lines that are written.' }),
  federation: flag({ env: 'KINSHIP_FEDERATION', fallback: 'off', description: 'Whether a GraphQL router in front may ask for _service and _entities.' }),
  introspection: choice(['members', 'all', 'off'], { env: 'KINSHIP_INTROSPECTION', fallback: 'members', description: 'Who may read the GraphQL schema from the server.' }),
  maxBodyKilobytes: integer({ env: 'KINSHIP_MAX_BODY_KB', fallback: '1024', min: 16, max: 102_400, description: 'Largest JSON request body, in kilobytes; file uploads have their own limit.' }),
  requestSeconds: integer({ env: 'KINSHIP_REQUEST_SECONDS', fallback: '30', min: 1, max: 600, description: 'Longest time that a GraphQL request may take; what takes longer is stopped, and nothing of it is done.' }),
  trustedProxies: integer({ env: 'KINSHIP_TRUSTED_PROXIES', fallback: '0', min: 0, max: 10, description: "Number of proxies in front whose X-Forwarded-* headers are believed." }),
  corsOrigins: list({ env: 'KINSHIP_CORS_ORIGINS', fallback: '', description: 'Other origins whose pages may call the API, separated by commas.' }),
  metricsToken: optional(text({ env: 'KINSHIP_METRICS_TOKEN', secret: true, minLength: 16, description: 'Bearer token for /metrics; without it only the same machine may read them.' })),
  drainSeconds: integer({ env: 'KINSHIP_DRAIN_SECONDS', fallback: '0', min: 0, max: 600, description: 'Time after SIGTERM in which requests are still taken while readiness says no, so that a load balancer notices; longer than it takes to ask twice.' }),
  shutdownSeconds: integer({ env: 'KINSHIP_SHUTDOWN_SECONDS', fallback: '20', min: 1, max: 600, description: 'Longest time that running requests and jobs get to end after SIGTERM.' }),
} satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof SETTINGS;

/** The value of every setting after it was read. */
export type Settings = { readonly [K in SettingName]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never };
