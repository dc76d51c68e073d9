import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';
import { run, which } from './processes.mjs';
import { readJson } from './state.mjs';

const PACKAGE = 'node_modules/@sparticuz/chromium';

/** Unpacks the Chromium that npm carried, once per version, with the few libraries and fonts a bare system lacks. */
async function unpack() {
  const { version } = readJson(inRoot(PACKAGE, 'package.json'));
  const folder = inRoot('node_modules/.cache/chromium', version);
  if (existsSync(folder)) return folder;
  const cache = inRoot('node_modules/.cache');
  const fresh = mkdtempSync(`${cache}-chromium-`);
  // The package unpacks into the system's temporary folder under a fixed name, which would be shared between versions and checkouts.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = fresh;
  try {
    const chromium = await import(pathToFileURL(inRoot(PACKAGE, 'build/index.js')).href);
    await chromium.default.executablePath();
    await chromium.inflate(inRoot(PACKAGE, 'bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  return settle(fresh, folder);
}

function settle(fresh, folder) {
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    renameSync(fresh, folder);
  } catch {
    // Another run was faster.
    rmSync(fresh, { recursive: true, force: true });
  }
  writeFileSync(path.join(folder, 'fonts.conf'), `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${path.join(folder, 'fonts')}</dir><cachedir>${path.join(folder, 'font-cache')}</cachedir></fontconfig>\n`);
  return folder;
}

/** Whether the program finds every shared library it needs on this system. */
async function linksHere(program) {
  if (!(await which('ldd'))) return false;
  return !(await run('ldd', [program])).output.includes('not found');
}

/**
 * The browser for end-to-end tests, as environment variables for playwright.config.ts: KINSHIP_CHROMIUM (program) and, on a system that lacks
 * Chromium's libraries or fonts, where the carried ones are. A program named by KINSHIP_CHROMIUM is used as it is.
 */
export async function chromiumEnv() {
  if (process.env.KINSHIP_CHROMIUM) return { KINSHIP_CHROMIUM: process.env.KINSHIP_CHROMIUM };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    // No carried build for this platform: Playwright fetches its own.
    await run(process.execPath, [inRoot('node_modules/@playwright/test/cli.js'), 'install', 'chromium-headless-shell'], { echo: true });
    return {};
  }
  const folder = await unpack();
  const program = path.join(folder, 'chromium');
  return {
    KINSHIP_CHROMIUM: program,
    ...(!(await linksHere(program)) && { LD_LIBRARY_PATH: [path.join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') }),
    ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') }),
  };
}
