import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bufferedOutput } from '../../../src/main/cli/output.ts';
import { runCli } from '../../../src/main/cli/run.ts';
import { findRunningApp } from '../../../src/main/cli/running-app.ts';
import { followTestRun } from '../../../src/main/cli/test-run.ts';
import { openCommandPort } from '../../../src/main/command-port/command-port.ts';
import { writePortFile } from '../../../src/main/command-port/port-file.ts';
import { listenOnLoopback } from '../../../src/main/loopback-server.ts';
import type { CheckView } from '../../../src/shared/diagnostics.ts';
import type { TestRunReport } from '../../../src/shared/test-run.ts';
import { quietLog } from '../../support/log.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-drill-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function lines() {
  const printed: string[] = [];
  const errors: string[] = [];
  const output = bufferedOutput(
    (text) => printed.push(...text.trimEnd().split('\n')),
    (text) => errors.push(text),
  );
  return { printed, errors, output };
}

async function cli(...args: readonly string[]) {
  const { printed, errors, output } = lines();
  const machine = { platform: 'linux', home: dir, environment: { ORDERBELL_DATA_DIR: dir } };
  const code = await runCli(args, machine, output);
  output.flush();
  return { code, printed, errors };
}

const step = (id: string, part: Partial<CheckView> = {}): CheckView => ({
  id: `drill.${id}`,
  group: 'drill',
  title: id,
  state: 'ok',
  tried: '',
  cameBack: 'came',
  fix: null,
  act: null,
  copies: null,
  personal: [],
  ms: 12,
  ...part,
});
const report = (steps: readonly CheckView[], part: Partial<TestRunReport> = {}): TestRunReport => ({
  id: 'drill-1',
  by: 'Anna',
  startedAt: 1,
  endedAt: null,
  steps,
  ...part,
});
const running = { state: 'running', cameBack: '', ms: null } as const;

/** An app whose test run advances with each question; the output so far is recorded beside it. */
async function followRun(...reports: readonly (TestRunReport | null)[]) {
  const { printed, output } = lines();
  const seen: number[] = [];
  const calls: unknown[] = [];
  let next = 0;
  const app = {
    call: async (name: string, input: unknown) => {
      calls.push([name, input]);
      return reports[next++];
    },
  };
  const pause = async () => void seen.push(printed.length);
  const follow = (path: 'mail' | null = null) => followTestRun({ app, path, pause, output });
  return { printed, seen, calls, follow };
}

describe('a test run from the command line', () => {
  it('prints each step once, as it ends, and returns 0 without failures', async () => {
    const { printed, seen, calls, follow } = await followRun(
      report([step('shopify', running), step('mail', running)]),
      report([step('shopify', running), step('mail')]),
      report([step('shopify', { state: 'skipped', cameBack: 'not connected', ms: 0 }), step('mail')], {
        endedAt: 9,
      }),
    );
    expect(await follow('mail')).toBe(0);
    expect(printed).toEqual(['✓ mail: came (12 ms)', '– shopify: not connected (0 ms)']);
    expect(seen).toEqual([0, 1]);
    expect(calls).toEqual([
      ['testRun.start', { path: 'mail' }],
      ['testRun.report', undefined],
      ['testRun.report', undefined],
    ]);
  });

  it('ends with 1 when a step failed, and says what helps', async () => {
    const { printed, follow } = await followRun(
      report([step('shopify', { state: 'fail', cameBack: 'The receiver answered 502', fix: 'Look there' })], {
        endedAt: 9,
      }),
    );
    expect(await follow()).toBe(1);
    expect(printed).toEqual(['✗ shopify: The receiver answered 502 (12 ms)', '  → Look there']);
  });

  it('ends with 0 when a step is only warned of', async () => {
    const { follow } = await followRun(
      report([step('bell', { state: 'warn', fix: 'Open it' })], { endedAt: 9 }),
    );
    expect(await follow()).toBe(0);
  });

  it.each([
    ['another drill', report([], { id: 'drill-2' })],
    ['none', null],
  ])('does not take %s for the one it began', async (_what, other) => {
    const { follow } = await followRun(report([step('mail', running)]), other);
    await expect(follow()).rejects.toThrow(/opened its shop anew/);
  });
});

describe('without a running app, returns 2 with how to start one:', () => {
  const checkMissing = async () => {
    const { code, printed, errors } = await cli('drill');
    expect([code, printed]).toEqual([2, []]);
    expect(errors).toEqual([
      expect.stringContaining(`no Orderbell is running on ${dir}; start it with "npm start"`),
    ]);
  };

  it('none was ever started there', checkMissing);

  it('one was killed, and left its file', async () => {
    const gone = createServer();
    const port = await listenOnLoopback(gone, 0);
    await new Promise((closed) => gone.close(closed));
    writePortFile(dir, { port, token: 'x'.repeat(43), run: 'a-run-of-before-it-died' });
    await checkMissing();
  });

  it('its port belongs to another program that answers', async () => {
    const other = createServer((_request, response) => response.end('{"ok":true,"value":{"id":"x"}}'));
    const port = await listenOnLoopback(other, 0);
    writePortFile(dir, { port, token: 'x'.repeat(43), run: 'a-run-of-before-it-died' });
    await checkMissing();
    other.closeAllConnections();
    await new Promise((closed) => other.close(closed));
  });
});

it('asks a running app over its port, and prints why it refuses', async () => {
  const received: unknown[] = [];
  const port = await openCommandPort({
    dataDir: dir,
    log: quietLog(),
    dispatch: async (name, input) => {
      received.push([name, input]);
      if (received.length > 1) {
        return { ok: false, error: { kind: 'refused', message: 'A fire drill is going on', fix: 'Wait' } };
      }
      return { ok: true, value: report([step('mail')], { endedAt: 9 }) };
    },
  });
  expect(await cli('drill', '--path', 'mail')).toEqual({
    code: 0,
    printed: ['✓ mail: came (12 ms)'],
    errors: [],
  });
  expect(await cli('drill')).toEqual({
    code: 2,
    printed: [],
    errors: ['orderbell: A fire drill is going on; Wait'],
  });
  expect(received).toEqual([
    ['testRun.start', { path: 'mail' }],
    ['testRun.start', { path: null }],
  ]);
  await port.close();
  expect(() => findRunningApp(dir)).toThrow(/no Orderbell is running/);
});

it('knows the paths there are', async () => {
  const { code, errors } = await cli('drill', '--path', 'pigeon');
  expect(code).toBe(2);
  expect(errors[0]).toContain(
    '"pigeon" is not a path; use one of shopify, mail, manual, touch, catalogue, draft',
  );
});
