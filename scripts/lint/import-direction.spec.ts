import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** The project's own configuration, minus the rules that need types: the planted files do not exist on disk. */
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked, { languageOptions: { parserOptions: { projectService: false, project: null } } }] });

async function reports(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

const RULE = 'kinship/import-direction';

describe('import direction', () => {
  it.each([
    ['platform reaches into a module', 'api/src/platform/records/a.ts', '../../modules/contacts/index.js'],
    ['a module passes another one\'s door', 'api/src/modules/contacts/a.ts', '../accounts/accounts.service.js'],
    ['a module passes the door of a nested one', 'api/src/modules/contacts/a.ts', '../pmo/projects/projects.service.js'],
    ['a module uses an integration', 'api/src/modules/contacts/a.ts', '../../integrations/hub/index.js'],
    ['ai passes a module\'s door', 'api/src/ai/assistant/a.ts', '../../modules/contacts/contacts.service.js'],
    ['the application passes a module\'s door', 'api/src/app.module.ts', './modules/contacts/contacts.module.js'],
    ['the API reaches into the client', 'api/src/main.ts', '../../web/src/main.js'],
    ['contracts reach into the API', 'libs/contracts/a.ts', '../../api/src/platform/records/fields.js'],
    ['contracts use a framework', 'libs/contracts/a.ts', '@nestjs/common'],
    ['the design system reaches into a feature', 'libs/ui/a.ts', '../../web/src/app/features/contacts/page.js'],
    ['the design system uses GraphQL', 'libs/ui/a.ts', '@apollo/client'],
    ['the client reaches into the API', 'web/src/app/a.ts', '../../../api/src/platform/records/fields.js'],
  ])('refuses: %s', async (_what, file, specifier) => {
    expect(await reports(file, `export * from '${specifier}';\n`)).toContain(RULE);
    expect(await reports(file, `import '${specifier}';\n`)).toContain(RULE);
    expect(await reports(file, `export const later = () => import('${specifier}');\n`)).toContain(RULE);
  });

  it.each([
    ['a module uses the platform', 'api/src/modules/contacts/a.ts', '../../platform/records/fields.js'],
    ['a module uses another one by its door', 'api/src/modules/contacts/a.ts', '../accounts/index.js'],
    ['a module uses its own files', 'api/src/modules/contacts/parts/a.ts', '../contacts.service.js'],
    ['the application takes a module by its door', 'api/src/app.module.ts', './modules/contacts/index.js'],
    ['platform uses contracts', 'api/src/platform/records/a.ts', '@libs/contracts'],
    ['the client uses the design system', 'web/src/app/a.ts', '../../../libs/ui/index.js'],
  ])('allows: %s', async (_what, file, specifier) => {
    expect(await reports(file, `export * from '${specifier}';\n`)).not.toContain(RULE);
  });
});

describe('house rules', () => {
  it.each([
    ['any', 'api/src/a.ts', 'export const a = (b: any) => b;', '@typescript-eslint/no-explicit-any'],
    ['console in product code', 'api/src/a.ts', 'console.log(1);', 'no-console'],
    ['ts-ignore', 'api/src/a.ts', '// @ts-ignore: because\nexport const a = 1;', '@typescript-eslint/ban-ts-comment'],
    ['a singled-out test', 'api/src/a.spec.ts', "it.only('a', () => undefined);", 'no-restricted-syntax'],
    ['a skipped suite', 'web/e2e/a.spec.ts', "test.describe.skip('a', () => undefined);", 'no-restricted-syntax'],
    ['a disabled test', 'api/src/a.spec.ts', "xit('a', () => undefined);", 'no-restricted-syntax'],
    ['a file of 401 lines', 'libs/contracts/a.ts', 'export {};\n'.repeat(401), 'max-lines'],
  ])('refuses: %s', async (_what, file, code, rule) => {
    expect(await reports(file, code)).toContain(rule);
  });

  it('lets no comment switch a rule off', async () => {
    expect(await reports('api/src/a.ts', '/* eslint-disable */\nexport const a = (b: any) => b;')).toContain('@typescript-eslint/no-explicit-any');
  });
});
