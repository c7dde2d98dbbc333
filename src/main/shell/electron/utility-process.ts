import { fileURLToPath } from 'node:url';
import type { SideProcess } from '../../ports.ts';
import { withoutOwn } from '../../settings/own-environment.ts';
import type { ConfigValues } from '../../settings/read-config.ts';
import { sideProcess } from '../side-process.ts';
import type { Electron } from './electron.ts';

/** The process names in the system's process list. */
const names = { mails: 'Orderbell mail reader', check: 'Orderbell ledger check' } as const;

export type Utility = {
  readonly script: URL;
  readonly args: readonly string[];
  readonly does: keyof typeof names;
  readonly environment: ConfigValues;
};

/**
 * Runs a script in a process of its own, by Electron: an Electron fuse disables Node's own fork.
 * https://www.electronjs.org/docs/latest/api/utility-process: only once the app is ready.
 */
export function startUtility(
  { utilityProcess }: Pick<Electron, 'utilityProcess'>,
  { script, args, does, environment }: Utility,
): SideProcess {
  const child = utilityProcess.fork(fileURLToPath(script), [...args], {
    serviceName: names[does],
    stdio: 'ignore',
    env: withoutOwn(environment),
  });
  // a fatal error of the engine emits this before the end; without a listener it would be thrown here
  child.on('error', () => {});
  return sideProcess({
    send: (message) => child.postMessage(message),
    kill: () => {
      // before it is spawned Electron has nothing to kill, and does not do so later either
      if (!child.kill()) child.once('spawn', () => child.kill());
    },
    onMessage: (heard) => child.on('message', heard),
    onEnd: (heard) => child.once('exit', heard),
  });
}
