import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root, say } from './place.mjs';

const place = join(
  tmpdir(),
  `orderbell-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`,
);
const writeMs = 5_000;
const longestMs = 30 * 60_000;

/** Two commands started together must not install or build over each other: the second waits for the first. */
export async function alone(work) {
  let isSaid = false;
  while (!take()) {
    if (!isSaid) say('Waiting for another command of this project to finish installing or building…');
    isSaid = true;
    await wait(150);
  }
  try {
    return await work();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function take() {
  try {
    mkdirSync(place);
    writeFileSync(join(place, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned()) rmSync(place, { recursive: true, force: true });
    return false;
  }
}

function isAbandoned() {
  const pid = holder();
  if (pid > 0 && !isAlive(pid)) return true;
  const since = statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  // died before it wrote its number, or so long ago that another process has that number now
  return Date.now() - since > (pid > 0 ? longestMs : writeMs);
}

/** The number of the process that holds the lock; 0 while it is not written. */
function holder() {
  try {
    return Number(readFileSync(join(place, 'pid'), 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return 0;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
