import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import importDirection from './scripts/lint/import-direction.mjs';

const SPECS = ['**/*.spec.ts', 'web/e2e/**/*.ts'];
const PRODUCT = ['api/src/**/*.ts', 'libs/**/*.ts', 'web/src/**/*.ts'];
const CLIENT = ['web/src/**/*.ts', 'libs/ui/**/*.ts'];
const TYPED = ['api/**/*.ts', 'libs/contracts/**/*.ts', 'libs/testing/**/*.ts', 'ormconfig.ts'];
/** An unawaited promise loses its error, and inside a unit of work it runs without the tenant. */
const awaited = { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/await-thenable': 'error' };

const runner = '/^(it|test|describe)$/';
/** A test that is left out or singled out looks green and proves nothing. */
const incompleteTests = [
  { selector: `MemberExpression[object.name=${runner}][property.name=/^(only|skip|todo|fixme|failing)$/]`, message: 'No test is skipped or singled out.' },
  { selector: `MemberExpression[object.property.name=${runner}][property.name=/^(only|skip|fixme)$/]`, message: 'No test is skipped or singled out.' },
  { selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', message: 'No test is skipped or singled out.' },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.angular/', '.kinship/', 'test-results/', 'libs/graphql/', '**/*.generated.ts'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { kinship: { rules: { 'import-direction': importDirection } } },
    rules: {
      'kinship/import-direction': 'error',
      'max-lines': ['error', 400],
      'no-restricted-syntax': ['error', ...incompleteTests],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      // Nest modules and marker classes are empty on purpose.
      '@typescript-eslint/no-extraneous-class': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: PRODUCT, ignores: SPECS, rules: { 'no-console': 'error' } },
  { files: TYPED, languageOptions: { parserOptions: { projectService: true } }, rules: awaited },
  { files: CLIENT, languageOptions: { parserOptions: { project: ['web/tsconfig.spec.json'] } }, rules: awaited },
  { files: CLIENT, extends: [angular.configs.tsRecommended], processor: angular.processInlineTemplates, rules: { '@angular-eslint/prefer-on-push-component-change-detection': 'off' } },
  {
    files: ['web/src/**/*.html', 'libs/ui/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    // An icon button draws its icon itself and is named by its `label`.
    rules: { '@angular-eslint/template/elements-content': ['error', { allowList: ['label', 'aria-label', 'innerHtml', 'innerText', 'title'] }] },
  },
  {
    // In grids, lists of options, calendars and the palette the container has the focus and the keys (aria-activedescendant); their parts take clicks only. Specs hold the keyboard.
    files: ['libs/ui/**/*.html'],
    rules: { '@angular-eslint/template/click-events-have-key-events': 'off', '@angular-eslint/template/interactive-supports-focus': 'off' },
  },
  { files: ['**/*.mjs'], rules: { 'max-lines': ['error', 400], eqeqeq: ['error', 'always', { null: 'ignore' }] } },
);
