import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('desk.ts', import.meta.url));

/** A hasty one answers before it has written. */
export type DeskWishes = { readonly hasty?: boolean };

/** What starts the small desk on a directory, for one who puts a tracer before it. */
export const deskCommand = (
  dir: string,
  { hasty = false }: DeskWishes = {},
): readonly [string, ...string[]] => [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  script,
  dir,
  ...(hasty ? ['hasty'] : []),
];

/** The small desk as a process of its own. */
export function startDesk(dir: string, wishes?: DeskWishes): ChildProcess {
  const [node, ...args] = deskCommand(dir, wishes);
  return spawn(node, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Waits until it listens. @throws Error when it ends instead */
export async function addressOf(desk: ChildProcess): Promise<string> {
  if (!desk.stdout) throw new Error('the desk has no output');
  const ended = once(desk, 'exit').then(([code]): never => {
    throw new Error(`the desk ended by itself with ${String(code)}`);
  });
  const [line] = await Promise.race([once(desk.stdout, 'data'), ended]);
  ended.catch(() => {}); // that it ends later is what it is here for
  return String(line).trim();
}

/** Kills it, and waits until it is gone. */
export async function end(desk: ChildProcess): Promise<void> {
  if (desk.exitCode !== null || desk.signalCode !== null) return;
  const ended = once(desk, 'exit');
  desk.kill('SIGKILL');
  await ended;
}
