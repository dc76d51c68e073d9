import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bold, say, seconds } from './log.mjs';
import { toolEnv } from './node24.mjs';
import { inRoot, root } from './paths.mjs';
import { run } from './processes.mjs';
import { readJson } from './state.mjs';

/** A tier's result: tests that passed and failed, and the time it took (ms). */
const result = (name, passed, failed, since) => ({ name, passed, failed, took: Date.now() - since });

const tool = (node, script, args, env = process.env) => run(node, [inRoot('node_modules', script), ...args], { cwd: root, env: toolEnv(node, env), echo: true });

/** The type checks: one program a TypeScript project, templates included. */
const TYPE_CHECKS = [
  { needs: 'tsconfig.json', script: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  { needs: 'web/tsconfig.app.json', script: '@angular/compiler-cli/bundles/src/bin/ngc.js', args: ['-p', 'web/tsconfig.app.json', '--noEmit'] },
  { needs: 'web/tsconfig.spec.json', script: 'typescript/bin/tsc', args: ['-p', 'web/tsconfig.spec.json', '--noEmit'] },
  { needs: 'web/e2e/tsconfig.json', script: 'typescript/bin/tsc', args: ['-p', 'web/e2e/tsconfig.json'] },
];

/** Types of every project; each project counts as one test. */
export async function typesTier(node) {
  const since = Date.now();
  let passed = 0;
  let failed = 0;
  for (const { needs, script, args } of TYPE_CHECKS) {
    if (!existsSync(inRoot(needs))) continue;
    say(bold(`types: ${needs}`));
    const { code } = await tool(node, script, args);
    if (code === 0) passed += 1;
    else failed += 1;
  }
  return result('types', passed, failed, since);
}

/** ESLint over everything; counts as one test. */
export async function lintTier(node) {
  const since = Date.now();
  say(bold('lint'));
  const { code } = await tool(node, 'eslint/bin/eslint.js', ['.', '--max-warnings=0']);
  return result('lint', code === 0 ? 1 : 0, code === 0 ? 0 : 1, since);
}

/** One jest project. A suite that does not even load counts as a failed test. */
export async function jestTier(node, project, { env, patterns = [] }) {
  const since = Date.now();
  say(bold(`${project}: jest`));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kinship-jest-'));
  const report = path.join(folder, 'report.json');
  const args = ['--config', `${project}/jest.config.mjs`, '--json', `--outputFile=${report}`, ...(patterns.length > 0 ? ['--passWithNoTests', ...patterns] : [])];
  const options = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim();
  const { code } = await quiet(node, args, { ...process.env, ...env, NODE_OPTIONS: options });
  const found = readJson(report);
  rmSync(folder, { recursive: true, force: true });
  const passed = found?.numPassedTests ?? 0;
  const failed = (found?.numFailedTests ?? 0) + (found?.numRuntimeErrorTestSuites ?? 0);
  return result(project, passed, code === 0 ? failed : Math.max(failed, 1), since);
}

/** jest prints its progress to stderr and, with --json, the whole report to stdout; only the former is for people. */
function quiet(node, args, env) {
  return run(node, [inRoot('node_modules/jest/bin/jest.js'), ...args], { cwd: root, env: toolEnv(node, env), echo: 'stderr' });
}

/** Every story in a real browser against the product that `env.KINSHIP_URL` names. */
export async function browserTier(node, { env, patterns = [] }) {
  const since = Date.now();
  say(bold('e2e: Playwright'));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kinship-e2e-'));
  const report = path.join(folder, 'report.json');
  const args = ['test', '--config', 'web/e2e/playwright.config.ts', '--reporter=list,json', ...(patterns.length > 0 ? ['--pass-with-no-tests', ...patterns] : [])];
  const { code } = await tool(node, '@playwright/test/cli.js', args, { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, FORCE_COLOR: '0' });
  const stats = readJson(report)?.stats;
  rmSync(folder, { recursive: true, force: true });
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0);
  return result('e2e', stats?.expected ?? 0, code === 0 ? failed : Math.max(failed, 1), since);
}

/** Rounds of the kill tests that every run has; `npm run chaos` has as many as one likes. */
const ROUNDS = 20;

/** Two of everything under faults, and a rolling restart: each round counts as a test, and so does the restart. */
export async function chaosTier(node) {
  const since = Date.now();
  say(bold('chaos'));
  const { code, output } = await tool(node, '../scripts/chaos.mjs', ['--rounds', String(ROUNDS), '--seed', '1']);
  const broken = output.split('\n').filter((text) => text.startsWith('  ✗')).length;
  const failed = code === 0 ? 0 : Math.max(1, Math.min(broken, ROUNDS + 1));
  return result('chaos', ROUNDS + 1 - failed, failed, since);
}

/** Whether there are stories to tell. */
export const hasStories = () => existsSync(inRoot('web/e2e')) && readdirSync(inRoot('web/e2e'), { recursive: true }).some((file) => /\.(spec|e2e)\.ts$/.test(file));

/** One line a tier, and the sum alone on the last line. Returns the number that failed. */
export function summary(results) {
  say();
  for (const { name, passed, failed, took } of results) say(`${name.padEnd(6)} ${passed} passed, ${failed} failed (${seconds(Date.now() - took)})`);
  const sum = (key) => results.reduce((total, one) => total + one[key], 0);
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed');
}
