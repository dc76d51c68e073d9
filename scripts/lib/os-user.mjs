import { spawnSync } from 'node:child_process';
import { chownSync, existsSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './log.mjs';

/** The name of the account that is created when root starts Kinship on a machine without any PostgreSQL account. */
const DEDICATED = 'kinship-db';

/**
 * PostgreSQL refuses to run as root. For root this is { uid, gid } of an unprivileged account to run it as (an existing `postgres`, else a dedicated
 * one, which is created); for everybody else an empty object: PostgreSQL simply runs as the user who started Kinship.
 */
export function databaseUser() {
  if (process.getuid?.() !== 0) return {};
  const found = lookUp('postgres') ?? lookUp(DEDICATED) ?? create();
  if (!found) {
    throw new Fault(`PostgreSQL refuses to run as root, and no account to run it as could be created. Create one: useradd --system ${DEDICATED}`);
  }
  return found;
}

function lookUp(name) {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' });
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' });
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function create() {
  const attempts = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', DEDICATED]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', DEDICATED]],
  ];
  for (const [command, args] of attempts) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return lookUp(DEDICATED);
  }
  // Minimal images may lack both tools; `nobody` exists nearly everywhere and owns nothing.
  return lookUp('nobody');
}

/** Whether that user can enter the folder: asked of the system itself, since mode bits alone ignore access lists and mount options. */
export function canEnter(user, folder) {
  if (user.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** The nearest folder upwards that exists. */
export function existingParent(folder) {
  return existsSync(folder) ? folder : existingParent(path.dirname(folder));
}

/** Hands a file or folder to that user; nothing to do when it is the current one. */
export function give(user, file) {
  if (user.uid !== undefined) chownSync(file, user.uid, user.gid);
}
