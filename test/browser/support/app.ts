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
  /** The address with the one-time token. */
  readonly ui: string;
  readonly receiver: string;
  /** The addresses of the fake services; empty without `--sample-shop`. */
  readonly sampleShop: { readonly [name: string]: string };
  /** The page of the second computer; null without one. */
  readonly second: string | null;
  readonly dataDir: string;
  readonly pid: number;
  /** Its output so far. */
  said(): string;
  /** Stops it like a service manager. @returns the exit code */
  stop(): Promise<number | null>;
  /** Kills it like a power cut, and keeps its data. */
  kill(): Promise<void>;
};

export type StartOptions = {
  readonly args?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  /** The directory of an earlier run; by default a new one that `stop` deletes. */
  readonly dataDir?: string;
};

/** Starts the built app in its headless shell, on free ports. */
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

/** The developer's settings must not reach the app under test. */
const withoutOurs = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('ORDERBELL_')));
