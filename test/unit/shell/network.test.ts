import { once } from 'node:events';
import { getCACertificates } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { onThisNetwork } from '../../../src/main/shell/network.ts';
import { fakeClock } from '../../support/clock.ts';
import { fakeDesk } from '../../support/desk.ts';
import { testHost } from '../../support/host.ts';
import { quietLog } from '../../support/log.ts';

const ownWorker = new URL('../../../src/main/shell/trust-worker.ts', import.meta.url);
const workerOf = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
/** Says that the system trusts these. */
const trusting = (...certificates: readonly string[]): URL =>
  workerOf(
    `import { parentPort } from 'node:worker_threads';
     parentPort.postMessage(${JSON.stringify(certificates)});`,
  );

/** Composes an app; `trusted` are the trusted certificates by then, or null for Node's own list. */
function compose(trustWorker: URL) {
  const waits: number[] = [];
  const clock = fakeClock();
  const log = quietLog();
  const { host, remove } = testHost({ clock, log });
  remove();
  let set: readonly unknown[] | null = null;
  let trusted: readonly unknown[] | null | undefined;
  const composed = onThisNetwork({
    net: { setDefaultAutoSelectFamilyAttemptTimeout: (ms) => waits.push(ms) },
    tls: {
      getCACertificates: () => ['known to Node'],
      setDefaultCACertificates: (certificates) => {
        set = certificates;
      },
    },
    trustWorker,
    composeDesk: async () => {
      trusted = set;
      return fakeDesk();
    },
  })(host);
  return { clock, log, waits, composed, trusted: () => trusted };
}

it('trusts the system’s certificates beside Node’s before connecting', async () => {
  const script = trusting('of a company', 'known to Node', 'of a scanner', 'of a company');
  const { composed, trusted } = compose(script);
  await composed;
  expect(trusted()).toEqual(['known to Node', 'of a company', 'of a scanner']);
});

it('queries the system’s certificates, perhaps none, in its own worker', async () => {
  const worker = new Worker(ownWorker);
  const [certificates]: unknown[] = await once(worker, 'message');
  expect(certificates).toEqual(getCACertificates('system'));
});

it('keeps Node’s own list when the system trusts no other', async () => {
  const { composed, trusted } = compose(trusting('known to Node'));
  await composed;
  expect(trusted()).toBeNull();
});

it('opens the shop within two seconds without the system’s certificates', async () => {
  const { clock, composed, trusted } = compose(workerOf('export {}'));
  await clock.advance(1_999);
  expect(trusted()).toBeUndefined();
  await clock.advance(1);
  await composed;
  expect(trusted()).toBeNull();
});

it('opens the shop when the system’s certificates fail, and logs that', async () => {
  const { log, composed, trusted } = compose(workerOf('throw new Error("no store")'));
  await composed;
  expect(trusted()).toBeNull();
  expect(log.lines).toMatchObject([
    { level: 'warn', message: 'what this computer trusts could not be read', fields: { error: {} } },
  ]);
});

it('leaves each service address the time of a slow line', async () => {
  const { composed, waits } = compose(workerOf('throw new Error("no store")'));
  await composed;
  expect(waits).toEqual([2_500]);
});
