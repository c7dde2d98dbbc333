import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { bufferedOutput } from '../../../src/main/cli/output.ts';
import { runCli } from '../../../src/main/cli/run.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { openDataDir } from '../../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { Mode } from '../../../src/shared/mode.ts';
import { incomingOrderSchema } from '../../../src/shared/order.ts';
import { fakeClock } from '../../support/clock.ts';

export let dir: string;
let environment: { readonly [name: string]: string };
export const clock = fakeClock('2025-03-04T10:00:00Z');

/** Gives each test a data directory of its own. */
export function eachWithDataDir(): void {
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'orderbell-cli-'));
    environment = { ORDERBELL_DATA_DIR: dir };
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
}
/** Further environment variables from now on. */
export function setInEnvironment(also: { readonly [name: string]: string }): void {
  environment = { ...environment, ...also };
}

export async function cli(...args: readonly string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const output = bufferedOutput(
    (text) => lines.push(...text.trimEnd().split('\n')),
    (text) => errors.push(text),
  );
  const machine = { platform: 'linux', home: dir, environment };
  const code = await runCli(args, machine, output);
  output.flush();
  return { code, lines, errors };
}

/** A ledger with two orders, kept open as a running app keeps it. */
export function fill(mode: Mode, numbers: readonly string[] = ['1041', '1042']): Ledger {
  const dataDir = openDataDir(dir);
  const ledger = openLedger({ file: dataDir.ledgerFile(mode), clock, deskId: dataDir.deskId });
  dataDir.close();
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  for (const number of numbers) {
    recorder.record(
      incomingOrderSchema.parse({
        source: number.startsWith('DS') ? 'mail:dostavo' : 'shopify',
        sourceId: number,
        version: 1,
        content: {
          number,
          paymentStatus: 'paid',
          currency: 'UAH',
          total: { minor: 56_000, currency: 'UAH' },
          customer: { name: 'Olena' },
          items: [],
        },
      }),
      { by: 'test', ring: true },
    );
  }
  return ledger;
}
