import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import type { SideProcess } from '../../../../src/main/ports.ts';
import { forkProcess } from '../../../../src/main/shell/headless/fork-process.ts';
import { bloomdashMail } from '../../../../src/sample-shop/mails/bloomdash.ts';
import { workerOf } from '../../../guarantees/exploits/worker-of.ts';
import { quietLog } from '../../../support/log.ts';
import { soon } from '../../../support/soon.ts';
import { sampleOrder } from '../gmail/order-mails.ts';

const script = new URL('../../../../src/main/mail-process.ts', import.meta.url);
const worker = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
const honest = new TextEncoder().encode(bloomdashMail(sampleOrder('BD-1')));
/** Reads nothing: ends the process that it runs in, as a fault of the engine does. */
const deadly = workerOf('process.kill(process.pid,"SIGKILL")');

/** Whether there is such a process; one that nobody has asked for its end is not. */
function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${id}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
}

const readers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.stop();
});

/** A reader whose processes can be counted and ended. @param workers the worker of each process; the last of them also of all later */
function readerWith(...workers: readonly URL[]) {
  const started: SideProcess[] = [];
  const log = quietLog();
  const reader = createMailReader({
    script: worker,
    log,
    beside() {
      const own = workers[Math.min(started.length, workers.length - 1)] ?? worker;
      const process = forkProcess(script, [own.href], {});
      started.push(process);
      return process;
    },
  });
  readers.push(reader);
  return { reader, started, said: () => log.lines.map(({ message }) => message) };
}

describe('a mail reader with a process of its own', () => {
  it('reads, shows and learns as the one in the app does', async () => {
    const { reader, started } = readerWith(worker);
    const here = createMailReader({ script: worker, log: quietLog() });
    readers.push(here);
    expect(await reader.read(honest, [])).toEqual(await here.read(honest, []));
    expect(await reader.show(honest)).toEqual(await here.show(honest));
    const values = { orderNumber: 'BD-1', otherFees: [], items: [] };
    expect(await reader.learn(honest, [honest], values)).toEqual(await here.learn(honest, [honest], values));
    expect(started).toHaveLength(1);
  });

  it('outlives what ends the process itself: that mail is for review, and the next one is read', async () => {
    const { reader, started } = readerWith(deadly, deadly, worker);
    const { reading } = await reader.read(honest, []);
    expect(reading.orders[0]?.review).toEqual([{ code: 'reader-stopped', detail: 'reading was stopped' }]);
    expect(started).toHaveLength(2);
    expect((await reader.read(honest, [])).reading.kind).toBe('order');
  });

  it('blames no mail for an end that may have been anything', async () => {
    const { reader, started } = readerWith(deadly, worker);
    expect((await reader.read(honest, [])).reading.kind).toBe('order');
    // and between two mails, as a system does that is short of memory
    await started[1]?.end();
    expect((await reader.read(honest, [])).reading.kind).toBe('order');
    expect(started).toHaveLength(3);
  });

  it('says why a mail stopped the worker, and reads the next in a fresh process', async () => {
    const { reader, started, said } = readerWith(workerOf('process.exit()'), worker);
    const { reading } = await reader.read(honest, []);
    expect(reading.orders[0]?.review).toEqual([{ code: 'reader-stopped', detail: 'reading was stopped' }]);
    expect(said()).toEqual(['a mail stopped the reader']);
    expect((await reader.read(honest, [])).reading.kind).toBe('order');
    expect(started).toHaveLength(2);
  });

  it('reads in the app where the process cannot', async () => {
    const { reader, started, said } = readerWith(new URL('no-worker.ts', import.meta.url));
    for (let mails = 0; mails < 2; mails += 1) {
      expect((await reader.read(honest, [])).reading.kind).toBe('order');
    }
    expect(said()).toEqual(['the process of the mail reader cannot read']);
    expect(started).toHaveLength(1);
  });

  it('reads in the app where no process starts', async () => {
    const log = quietLog();
    const reader = createMailReader({
      script: worker,
      log,
      beside: () => forkProcess(new URL('no-process.ts', import.meta.url), [], {}),
    });
    readers.push(reader);
    expect((await reader.read(honest, [])).reading.kind).toBe('order');
    expect(log.lines.map(({ message }) => message)).toEqual(['the mail reader gets no process of its own']);
  });

  it('is gone with its process when it is stopped, also in the middle of a mail', async () => {
    const { reader, started } = readerWith(workerOf('for(;;);'));
    const read = reader.read(honest, []).then(
      () => 'read',
      (error: unknown) => String(error),
    );
    await soon(() => expect(started).toHaveLength(1));
    await reader.stop();
    expect(await read).toBe('Error: the mail reader is stopped');
    const ended = await new Promise((resolve) => {
      started[0]?.listen({ message: () => {}, end: () => resolve('ended') });
    });
    expect(ended).toBe('ended');
  });
});

describe('its process', () => {
  it('has none of the keys that the app may have in its environment', async () => {
    const told = workerOf('parentPort.postMessage({failure:JSON.stringify(process.env)})');
    const reader = createMailReader({
      script: worker,
      log: quietLog(),
      beside: () =>
        forkProcess(script, [told.href], { ORDERBELL_MANYCHAT_TOKEN: 'secret', LANG: 'uk_UA.UTF-8' }),
    });
    readers.push(reader);
    const { reading } = await reader.read(honest, []);
    const seen = reading.orders[0]?.review?.[0]?.detail ?? '';
    expect(seen).toContain('uk_UA.UTF-8');
    expect(seen).not.toContain('secret');
  });

  it('ends with the app, however that ends', async () => {
    const app = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('reading-app.ts', import.meta.url))],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(app.stdout, 'data');
    const id = Number(line);
    expect(isRunning(id)).toBe(true);
    app.kill('SIGKILL');
    await soon(() => expect(isRunning(id)).toBe(false));
  });
});
