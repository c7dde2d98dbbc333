import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './place.mjs';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command to its end and keeps what it printed. Never rejects.
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>}
 */
export function run(
  command,
  args,
  { cwd = root, env = process.env, timeoutMs = 0, show = false, shell = false } = {},
) {
  // Windows has no groups, and would open a window for it
  const ownGroup = timeoutMs > 0 && process.platform !== 'win32';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: ownGroup,
    });
    // in a group of its own it does not hear Ctrl-C
    const stop = (signal) => {
      killGroup(child);
      process.exit(128 + constants.signals[signal]);
    };
    if (ownGroup) for (const signal of stopSignals) process.on(signal, stop);
    let output = '';
    let timedOut = false;
    const keep = (chunk) => {
      output += chunk;
      if (show) process.stderr.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer =
      timeoutMs > 0 &&
      setTimeout(() => {
        timedOut = true;
        killGroup(child);
      }, timeoutMs);
    const end = (code, more = '') => {
      clearTimeout(timer);
      for (const signal of stopSignals) process.off(signal, stop);
      resolve({ code, output: output + more, timedOut });
    };
    child.on('error', (error) => end(127, error.message));
    child.on('close', (code, signal) => end(code ?? (signal ? 1 : 0)));
  });
}

/** A tool that hangs has often started others; its whole group goes. */
function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** The last lines of an output that say anything, for a message of a few words. */
export const lastWords = (output, lines = 1) =>
  output
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(-lines)
    .join('\n');
