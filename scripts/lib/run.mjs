import { spawn } from 'node:child_process';
import { root } from './place.mjs';

/**
 * Runs a command to its end and keeps what it printed. Never rejects.
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>}
 */
export function run(command, args, { cwd = root, env = process.env, timeoutMs = 0, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: timeoutMs > 0,
    });
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
