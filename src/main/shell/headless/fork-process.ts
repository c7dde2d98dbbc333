import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SideProcess } from '../../ports.ts';
import { withoutOwn } from '../../settings/own-environment.ts';
import type { ConfigValues } from '../../settings/read-config.ts';
import { sideProcess } from '../side-process.ts';

/** Runs a script in a process of its own, by Node. It communicates by messages only. */
export function forkProcess(script: URL, args: readonly string[], environment: ConfigValues): SideProcess {
  const child = fork(fileURLToPath(script), args, {
    serialization: 'advanced', // sends bytes unchanged
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: withoutOwn(environment),
    execArgv: [],
  });
  return sideProcess({
    // a failed send is ignored: the exit event follows
    send: (message) => void child.send(message as object, () => {}),
    kill: () => void child.kill('SIGKILL'),
    onMessage: (heard) => child.on('message', heard),
    // the listener stays: an unhandled error would end the app
    onEnd: (heard) => child.on('error', heard).once('exit', heard),
  });
}
