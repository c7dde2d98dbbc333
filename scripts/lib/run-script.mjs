import { spawn } from 'node:child_process';
import { fail, projectNode } from './place.mjs';

/**
 * Runs one of the project's scripts on its own Node, in this terminal.
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
export function runScript(script, args = [], { cwd = process.cwd() } = {}) {
  return new Promise((resolve) => {
    const flags = ['--disable-warning=ExperimentalWarning'];
    const child = spawn(projectNode(), [...flags, script, ...args], { stdio: 'inherit', cwd });
    child.on('error', fail);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
