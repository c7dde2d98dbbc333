import { spawn } from 'node:child_process';

/**
 * Starts a program that outlives this one.
 * @throws Error if it cannot be started
 */
export function startProgram(file: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { detached: true, stdio: 'ignore' });
    child.once('spawn', resolve);
    child.once('error', reject);
    child.unref();
  });
}
