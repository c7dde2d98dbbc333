import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readySchema = z.object({
  ready: z.literal(true),
  ui: z.string(),
  receiver: z.string(),
  sampleShop: z.record(z.string(), z.string()).optional(),
  second: z.string().optional(),
});

export type RunningApp = {
  /** With the one-time token. */
  readonly ui: string;
  readonly receiver: string;
  /** The stand-ins' addresses; empty without `--sample-shop`. */
  readonly sampleShop: { readonly [name: string]: string };
  /** The page of the second computer; null where there is none. */
  readonly second: string | null;
  readonly dataDir: string;
  readonly pid: number;
  /** What it said to people so far. */
  said(): string;
  /** Stops it as a service manager would. @returns the exit code */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would, keeping its data. */
  kill(): Promise<void>;
};

export type StartOptions = {
  readonly args?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  /** A directory of an earlier run; otherwise a fresh one that goes with `stop`. */
  readonly dataDir?: string;
};

/** The built app in its headless shell, on any free ports. */
export async function startApp({ args = [], env = {}, dataDir }: StartOptions = {}): Promise<RunningApp> {
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), 'orderbell-app-'));
  const ports = ['--ui-port', '0', '--receiver-port', '0', '--data-dir', dir];
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(root, 'out/main/headless.js'),
      '--headless',
      ...ports,
      ...args,
    ],
    { env: { ...withoutOurs(process.env), ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const line = await Promise.race([firstLine(child.stdout), ended.then(() => null)]);
  if (line === null) throw new Error(`the app ended before it was ready:\n${said}`);
  const ready = readySchema.parse(JSON.parse(line));
  const { pid } = child;
  if (pid === undefined) throw new Error('the app has no process');

  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    ui: ready.ui,
    receiver: ready.receiver,
    sampleShop: ready.sampleShop ?? {},
    second: ready.second ?? null,
    dataDir: dir,
    pid,
    said: () => said,
    stop: async () => {
      const code = await end('SIGTERM');
      if (dataDir === undefined) rmSync(dir, { recursive: true, force: true });
      return code;
    },
    kill: async () => {
      await end('SIGKILL');
    },
  };
}

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
  });
}

/** A developer's own settings must not reach the app under test. */
const withoutOurs = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('ORDERBELL_')));
