import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './place.mjs';

const place = join(
  tmpdir(),
  `orderbell-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`,
);
const writeMs = 5_000;

/** Two commands started together must not install or build over each other: the second waits for the first. */
export async function alone(work) {
  while (!take()) await wait(150);
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
  try {
    const pid = Number(readFileSync(join(place, 'pid'), 'utf8'));
    if (pid > 0) return !isAlive(pid);
    return false;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return Date.now() - (statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > writeMs; // died before it wrote its pid
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
