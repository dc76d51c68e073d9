import path from 'node:path';

const FRAMEWORKS = /^(@nestjs|@angular|@apollo|apollo-angular|typeorm|pg|bull|express|rxjs|graphql)(\/|$)/;
const GRAPHQL = /^(@apollo|apollo-angular|graphql|graphql-ws)(\/|$)/;

/** Where a file belongs: { area, unit }; `unit` is the folder whose index.ts is its only door. */
export function placeOf(file) {
  const parts = file.split('/');
  if (file.startsWith('api/src/platform/')) return { area: 'platform' };
  if (file.startsWith('api/src/modules/')) {
    const depth = parts[3] === 'pmo' ? 5 : 4;
    return { area: 'modules', unit: parts.slice(0, depth).join('/') };
  }
  if (file.startsWith('api/src/ai/')) return { area: 'ai', unit: parts.slice(0, 4).join('/') };
  if (file.startsWith('api/src/integrations/')) return { area: 'integrations', unit: parts.slice(0, 4).join('/') };
  // What specs of every layer share.
  if (file.startsWith('api/test/')) return { area: 'test' };
  if (file.startsWith('api/')) return { area: 'app' };
  if (file.startsWith('web/')) return { area: 'web' };
  if (file.startsWith('libs/')) return { area: parts.slice(0, 2).join('/') };
  return { area: 'other' };
}

/** Which areas an area may not reach, and why. */
const FORBIDDEN = {
  platform: { areas: ['modules', 'ai', 'integrations', 'app', 'web', 'libs/ui', 'libs/graphql'], why: 'the platform knows no module' },
  modules: { areas: ['ai', 'integrations', 'app', 'web', 'libs/ui', 'libs/graphql'], why: 'modules use the platform, contracts and other modules only' },
  ai: { areas: ['integrations', 'app', 'web', 'libs/ui', 'libs/graphql'], why: 'ai uses the public surface of modules only' },
  integrations: { areas: ['app', 'web', 'libs/ui', 'libs/graphql'], why: 'integrations use the public surface of modules only' },
  app: { areas: ['web', 'libs/ui', 'libs/graphql'], why: 'the API knows nothing of the client' },
  web: { areas: ['platform', 'modules', 'ai', 'integrations', 'app'], why: 'the client knows the API by its schema and the contracts only' },
  'libs/contracts': { areas: ['platform', 'modules', 'ai', 'integrations', 'app', 'web', 'libs/ui', 'libs/graphql', 'libs/testing'], why: 'contracts depend on nothing' },
  'libs/ui': { areas: ['platform', 'modules', 'ai', 'integrations', 'app', 'web', 'libs/graphql'], why: 'the design system knows no feature and no GraphQL' },
};
const DOORED = new Set(['modules', 'ai', 'integrations']);

/** Why `file` (path from the top folder) may not import `specifier`, or undefined when it may. */
export function violation(file, specifier) {
  const from = placeOf(file);
  if (!specifier.startsWith('.') && !specifier.startsWith('@libs/')) {
    if (from.area === 'libs/contracts' && FRAMEWORKS.test(specifier)) return 'contracts are free of frameworks';
    if (from.area === 'libs/ui' && GRAPHQL.test(specifier)) return 'the design system knows no GraphQL';
    return undefined;
  }
  const target = specifier.startsWith('@libs/') ? `libs/${specifier.slice('@libs/'.length)}/` : path.posix.join(path.posix.dirname(file), specifier);
  const to = placeOf(target);
  const rule = FORBIDDEN[from.area];
  if (rule?.areas.includes(to.area)) return rule.why;
  if (DOORED.has(to.area) && to.unit !== from.unit && target.replace(/\.(js|ts)$/, '') !== `${to.unit}/index`) {
    return `only ${to.unit}/index.js may be imported from outside that folder`;
  }
  return undefined;
}

/** ESLint rule: imports point one way (docs/architecture.md). */
export default {
  meta: { type: 'problem', schema: [], messages: { wrong: '"{{specifier}}": {{why}}.' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (node) => {
      const specifier = node.source?.value;
      const why = typeof specifier === 'string' ? violation(file, specifier) : undefined;
      if (why) context.report({ node: node.source, messageId: 'wrong', data: { specifier, why } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};
