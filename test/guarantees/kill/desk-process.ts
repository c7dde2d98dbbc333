import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('intake-app.ts', import.meta.url));

export type IntakeOptions = {
  /** Milliseconds by which it answers before it writes. */
  readonly hasty?: number;
  /** Enqueues the notifications shortly after the order is written. */
  readonly forgetful?: boolean;
  /** A command prefix, such as a tracer. */
  readonly before?: readonly string[];
};

/** Starts the intake app as a separate process. */
export function startIntake(
  dir: string,
  { hasty, forgetful = false, before = [] }: IntakeOptions = {},
): ChildProcess {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', script, dir];
  const how = forgetful ? ['forgetful'] : hasty === undefined ? [] : ['hasty', String(hasty)];
  const [command = '', ...args] = [...before, ...node, ...how];
  return spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Waits for its address. @throws Error when it ends instead */
export async function addressOf(app: ChildProcess): Promise<string> {
  if (!app.stdout) throw new Error('the app has no output');
  const ended = once(app, 'exit').then(([code]): never => {
    throw new Error(`the app ended by itself with ${String(code)}`);
  });
  const [line] = await Promise.race([once(app.stdout, 'data'), ended]);
  ended.catch(() => {}); // its later end is expected
  return String(line).trim();
}

/** Kills it and waits for its exit. */
export async function end(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  const ended = once(app, 'exit');
  app.kill('SIGKILL');
  await ended;
}
