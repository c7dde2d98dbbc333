import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import type { Electron } from '../../../../src/main/shell/electron/electron.ts';
import { startUtility } from '../../../../src/main/shell/electron/utility-process.ts';
import { bloomdashMail } from '../../../../src/sample-shop/mails/bloomdash.ts';
import { quietLog } from '../../../support/log.ts';
import { sampleOrder } from '../../intake/gmail/order-mails.ts';
import { electronDouble } from '../electron-double.ts';

const script = new URL('../../../../src/main/mail-process.ts', import.meta.url);
const worker = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
type Part = Pick<Electron, 'utilityProcess'>;

it('has mails read in a process that Electron starts', async () => {
  const log = quietLog();
  const electron = electronDouble().electron as unknown as Part; // the part of Electron that is used, as the double has it
  const reader = createMailReader({
    script: new URL('no-worker-here.ts', import.meta.url),
    log,
    beside: () => startUtility(electron, { script, args: [worker.href], does: 'mails', environment: {} }),
  });
  const raw = new TextEncoder().encode(bloomdashMail(sampleOrder('BD-1')));
  expect((await reader.read(raw, [])).reading.kind).toBe('order');
  expect(log.lines).toEqual([]);
  await reader.stop();
});

it('survives an engine’s fatal error report, and hides the app’s values', async () => {
  const child = Object.assign(new EventEmitter(), { postMessage: () => {}, kill: () => true });
  const asked: unknown[][] = [];
  const electron = {
    utilityProcess: {
      fork: (...args: unknown[]) => {
        asked.push(args);
        return child;
      },
    },
  } as unknown as Part; // all that is used of it
  const process = startUtility(electron, {
    script,
    args: ['worker'],
    does: 'mails',
    environment: { ORDERBELL_MANYCHAT_TOKEN: 'secret', LANG: 'uk' },
  });
  expect(asked[0]?.[1]).toEqual(['worker']);
  expect(asked[0]?.[2]).toMatchObject({
    env: { LANG: 'uk' },
    stdio: 'ignore',
    serviceName: 'Orderbell mail reader',
  });
  expect(JSON.stringify(asked)).not.toContain('secret');
  const ended: boolean[] = [];
  process.listen({ message: () => {}, end: () => ended.push(true) });
  child.emit('error', 'FatalError', 'v8.cc:1', '{}');
  child.emit('exit', 5);
  await process.end();
  expect(ended).toEqual([true]);
});

it('ends a process that was asked to end before it had begun', async () => {
  let hasBegun = false;
  const child = Object.assign(new EventEmitter(), {
    postMessage: () => {},
    // like Electron: there is nothing to end yet, and nothing is remembered
    kill: () => {
      if (hasBegun) child.emit('exit', 0);
      return hasBegun;
    },
  });
  const electron = { utilityProcess: { fork: () => child } } as unknown as Part; // all that is used of it
  const process = startUtility(electron, { script, args: [], does: 'check', environment: {} });
  const ended: boolean[] = [];
  process.listen({ message: () => {}, end: () => ended.push(true) });
  const end = process.end();
  hasBegun = true;
  child.emit('spawn');
  expect(ended).toEqual([true]);
  await end;
});
