import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('desk.ts', import.meta.url));

export type DeskWishes = {
  /** It answers so many milliseconds before it writes. */
  readonly hasty?: number;
  /** It owes the notices of an order a moment after it has written the order down. */
  readonly forgetful?: boolean;
  /** What its command is put behind, such as a tracer. */
  readonly before?: readonly string[];
};

/** The small desk as a process of its own. */
export function startDesk(
  dir: string,
  { hasty, forgetful = false, before = [] }: DeskWishes = {},
): ChildProcess {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', script, dir];
  const how = forgetful ? ['forgetful'] : hasty === undefined ? [] : ['hasty', String(hasty)];
  const [command = '', ...args] = [...before, ...node, ...how];
  return spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
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
