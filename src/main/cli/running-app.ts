import { z } from 'zod';
import type { CommandName, Input } from '../../shared/contract.ts';
import { messageOf, Problem } from '../../shared/problem.ts';
import type { PortFile } from '../command-port/port-file.ts';
import { readPortFile, runHeader } from '../command-port/port-file.ts';

/** The app that has a data directory open, called over its port. */
export type RunningApp = {
  /** @throws Problem with the app's own message, or `not-found` when it has ended */
  call<N extends CommandName>(name: N, input: Input<N>): Promise<unknown>;
};

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ message: z.string(), fix: z.string().optional() }) }),
]);
const longestMs = 15_000;

/** @throws Problem `not-found` when no app has recorded its port */
export function findRunningApp(dataDir: string): RunningApp {
  const file = readPortFile(dataDir);
  if (file === null) throw notRunning(dataDir);
  return {
    async call(name, input) {
      const reply = replySchema.safeParse(await ask(file, { name, input }, dataDir));
      if (!reply.success)
        throw new Problem('refused', 'The running Orderbell gave no answer that can be read');
      if (reply.data.ok) return reply.data.value;
      const { message, fix } = reply.data.error;
      throw new Problem('refused', fix === undefined ? message : `${message}; ${fix}`);
    },
  };
}

async function ask({ port, token, run }: PortFile, call: object, dataDir: string): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(call),
    redirect: 'error',
    signal: AbortSignal.timeout(longestMs),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      throw new Problem('unreachable', `The running Orderbell gave no answer in ${longestMs / 1000} s`);
    }
    // an app that crashed leaves its file
    throw notRunning(dataDir, error);
  });
  // the port of a crashed app may belong to another program now, whose response is not trusted
  if (answer.headers.get(runHeader) !== run) throw notRunning(dataDir);
  try {
    return await answer.json();
  } catch (error) {
    throw new Problem('unreachable', `The running Orderbell broke off: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

const notRunning = (dataDir: string, cause?: unknown): Problem =>
  new Problem(
    'not-found',
    `no Orderbell is running on ${dataDir}; start it with "npm start" (without a display: "npm start -- --headless"), or name its folder with --data-dir`,
    { cause },
  );
