import { expect, it } from 'vitest';
import { tunnelChecks } from '../../../src/main/health/diagnostics/tunnel.ts';
import type { TunnelConfig } from '../../../src/main/settings/config.ts';
import type { Reach } from '../../../src/main/tunnel/probe.ts';
import type { ConnectNgrok } from '../../../src/main/tunnel/tunnel.ts';
import { createTunnel } from '../../../src/main/tunnel/tunnel.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { noAccounts } from '../../support/no-accounts.ts';

const ngrok: TunnelConfig = { kind: 'ngrok', authtoken: 'secret-token', domain: 'bell.ngrok.example' };
const ownAddress: TunnelConfig = { kind: 'url', publicUrl: 'https://bell.example' };
const minutes = 60_000;

/** A public address that leads here until it is cut, and an ngrok that connects when it is let. */
function network() {
  const asked: string[] = [];
  let cut: Error | null = null;
  let answering: string | null = 'this run';
  let refusal: string | null = null;
  let say: (status: 'connected' | 'closed') => void = () => {};
  let opened = 0;
  let closed = 0;
  const reach: Reach = async (url) => {
    asked.push(url);
    if (cut !== null) throw cut;
    return answering;
  };
  const connectNgrok: ConnectNgrok = async ({ domain }, onStatus) => {
    if (refusal !== null) throw new Error(refusal);
    opened += 1;
    say = onStatus;
    onStatus('connected');
    return {
      url: `https://${domain}`,
      close: async () => {
        closed += 1;
      },
    };
  };
  return {
    asked,
    reach,
    connectNgrok,
    /** Something else answers there. */
    cut: (answer: string | null) => {
      cut = answer === null ? null : new Problem('refused', answer);
    },
    goOffline: () => {
      cut = new Error('no network');
    },
    lead: (run: string | null) => {
      answering = run;
    },
    refuse: (why: string | null) => {
      refusal = why;
    },
    say: (status: 'connected' | 'closed') => say(status),
    counts: () => ({ opened, closed }),
  };
}

function tunnelOver(config: TunnelConfig, part: Partial<Parameters<typeof createTunnel>[0]> = {}) {
  const clock = fakeClock();
  const log = quietLog();
  const net = network();
  const urls: (string | null)[] = [];
  const tunnel = createTunnel({
    config,
    receiverUrl: 'http://127.0.0.1:4711',
    run: 'this run',
    clock,
    log,
    reach: net.reach,
    connectNgrok: net.connectNgrok,
    onChange: () => urls.push(tunnel.publicUrl()),
    quota: { used: () => 0, isShort: () => false },
    ...part,
  });
  return { tunnel, clock, log, net, urls };
}

it('reports an address as working once it was reached', async () => {
  const { tunnel, clock, urls } = tunnelOver(ownAddress);
  expect(tunnel.status().state).toBe('checking');
  tunnel.start();
  await clock.advance(30 * minutes);
  expect(tunnel.status()).toMatchObject({ state: 'working', lastSuccessAt: clock.now() });
  expect(urls).toEqual(['https://bell.example']);
  await tunnel.stop();
});

it('reports an address that no longer leads here, and its recovery', async () => {
  const { tunnel, clock, net, urls } = tunnelOver(ownAddress);
  tunnel.start();
  await clock.advance(0);
  net.cut('answered 502');
  await clock.advance(5 * minutes);
  expect(tunnel.status()).toMatchObject({
    state: 'failing',
    problem: 'The public address does not lead to this computer (answered 502)',
    fix: expect.stringContaining('press Check'),
  });
  net.cut(null);
  expect(await tunnel.check()).toMatchObject({ state: 'working', problem: null });
  expect(urls).toHaveLength(3);
  await tunnel.stop();
});

it.each([
  ['another computer', 'that run'],
  ['what is no receiver', null],
])('reports that the address leads to %s', async (_whom, run) => {
  const { tunnel, clock, net } = tunnelOver(ownAddress);
  net.lead(run);
  tunnel.start();
  await clock.advance(0);
  expect(tunnel.status()).toMatchObject({
    state: 'failing',
    lastSuccessAt: null,
    problem: 'The public address leads to another computer',
    fix: expect.stringContaining('Stop Orderbell on the other computer'),
  });
  net.lead('this run');
  expect(await tunnel.check()).toMatchObject({ state: 'working', problem: null });
  await tunnel.stop();
});

it('hides the address while ngrok is disconnected, then probes again', async () => {
  const { tunnel, clock, net } = tunnelOver(ngrok);
  tunnel.start();
  await clock.advance(0);
  expect(tunnel.publicUrl()).toBe('https://bell.ngrok.example');

  net.say('closed');
  expect(tunnel.status()).toMatchObject({ state: 'failing', account: null });
  await clock.advance(20 * minutes);
  const before = net.asked.length;
  net.say('connected');
  await clock.advance(0);
  expect(net.asked).toHaveLength(before + 1);
  expect(tunnel.status()).toMatchObject({ state: 'working', account: 'https://bell.ngrok.example' });
  await clock.advance(5 * minutes);
  expect(net.asked).toHaveLength(before + 2);
  await tunnel.stop();
});

it('is reopened when ngrok was lost for a minute', async () => {
  const { tunnel, clock, net } = tunnelOver(ngrok);
  tunnel.start();
  await clock.advance(0);
  net.say('closed');
  await clock.advance(minutes - 1);
  expect(tunnel.status()).toMatchObject({ state: 'failing', account: null });
  await clock.advance(1);
  expect(tunnel.status()).toMatchObject({ state: 'working', account: 'https://bell.ngrok.example' });
  await tunnel.stop();
});

it('is reopened within minutes when its address leads nowhere', async () => {
  const { tunnel, clock, net } = tunnelOver(ngrok);
  tunnel.start();
  await clock.advance(0);
  net.cut('answered 404');
  net.say('closed');
  net.say('connected');
  await clock.advance(minutes - 1);
  expect(net.counts()).toEqual({ opened: 1, closed: 0 });
  expect(tunnel.status()).toMatchObject({ state: 'failing', problem: expect.stringContaining('404') });
  net.refuse('failed to start listener, error_code: ERR_NGROK_334');
  await clock.advance(1);
  expect(tunnel.status()).toMatchObject({
    account: null,
    fix: expect.stringContaining('Another computer uses this address'),
  });
  net.refuse(null);
  net.cut(null);
  await clock.advance(minutes);
  expect(net.counts()).toEqual({ opened: 2, closed: 1 });
  expect(tunnel.status()).toMatchObject({ state: 'working', account: 'https://bell.ngrok.example' });
  await tunnel.stop();
});

it.each([
  ['nothing', (net: ReturnType<typeof network>) => net.cut('answered 404')],
  ['another computer', (net: ReturnType<typeof network>) => net.lead('that run')],
])('is reopened on a check when ngrok’s address leads to %s', async (_whom, lose) => {
  const { tunnel, clock, net } = tunnelOver(ngrok);
  tunnel.start();
  await clock.advance(0);
  lose(net);
  net.say('connected');
  await clock.advance(0);
  net.refuse('failed to start listener, error_code: ERR_NGROK_108');
  expect(await tunnel.check()).toMatchObject({ fix: expect.stringContaining('Too many programs') });
  expect(net.counts()).toEqual({ opened: 1, closed: 1 });
  await tunnel.stop();
});

it('is kept when its address works again after a minute', async () => {
  const { tunnel, clock, net } = tunnelOver(ngrok);
  tunnel.start();
  await clock.advance(0);
  net.cut('answered 502');
  await clock.advance(5 * minutes);
  expect(tunnel.status().state).toBe('failing');
  net.cut(null);
  await clock.advance(minutes);
  expect(tunnel.status().state).toBe('working');
  expect(net.counts()).toEqual({ opened: 1, closed: 0 });
  await tunnel.stop();
});

it('is not reopened while this computer is offline', async () => {
  const { tunnel, clock, net } = tunnelOver(ngrok);
  tunnel.start();
  await clock.advance(0);
  net.goOffline();
  await clock.advance(60 * minutes);
  expect(await tunnel.check()).toMatchObject({ state: 'failing' });
  expect(net.counts()).toEqual({ opened: 1, closed: 0 });
  await tunnel.stop();
});

it.each([
  [5, false],
  [30, true],
])('is reopened once in %i minutes at most', async (every, isShort) => {
  const quota = { used: () => 0, isShort: () => isShort };
  const { tunnel, clock, net, urls } = tunnelOver(ngrok, { quota });
  tunnel.start();
  await clock.advance(0);
  net.cut('answered 403');
  await tunnel.check();
  expect(net.counts().opened).toBe(2);
  const changes = urls.length;
  for (let minute = 1; minute < every; minute += 1) {
    await clock.advance(minutes);
    await tunnel.check();
  }
  expect(net.counts().opened).toBe(2);
  await clock.advance(minutes);
  expect(net.counts().opened).toBe(3);
  await clock.advance(3 * every * minutes);
  expect(net.counts().opened).toBe(6);
  // nothing has changed: it has led nowhere all the time
  expect(urls).toHaveLength(changes);
  await tunnel.stop();
});

it('is reopened a minute after a check during its opening', async () => {
  const answers: ((error: Problem) => void)[] = [];
  const { tunnel, clock, net } = tunnelOver(ngrok, {
    reach: () => new Promise((_, refuse) => answers.push(refuse)),
  });
  const answer = (nth: number) => answers[nth]?.(new Problem('refused', 'answered 404'));
  tunnel.start();
  await clock.advance(0);
  const checked = tunnel.check();
  await clock.advance(0);
  answer(1);
  await clock.advance(0);
  answer(0);
  await checked;
  expect(net.counts().opened).toBe(1);
  await clock.advance(minutes);
  answer(2);
  await clock.advance(0);
  expect(net.counts().opened).toBe(2);
  answer(3);
  await tunnel.stop();
});

it('reports a lost ngrok with its remedy while it lasts', async () => {
  const { tunnel, clock, net, urls } = tunnelOver(ngrok);
  tunnel.start();
  await clock.advance(0);
  net.goOffline();
  net.say('closed');
  for (const wait of [1, 5, 60, 600]) {
    await clock.advance(wait * minutes);
    net.say('closed'); // each failed try is reported
    expect(tunnel.publicUrl()).toBeNull();
    expect(tunnel.status()).toMatchObject({
      state: 'failing',
      account: null,
      problem: 'ngrok has lost its connection',
      fix: 'Check the internet connection and the address, then press Check.',
    });
  }
  expect(urls.at(-1)).toBeNull();
  const checks = tunnelChecks({
    config: { ...noAccounts, tunnel: ngrok },
    listens: true,
    publicUrl: () => tunnel.publicUrl(),
    tunnelProblem: () => tunnel.status().problem,
    run: 'this run',
    receiverUrl: 'http://127.0.0.1:4711',
  });
  expect(await checks[0]?.run(AbortSignal.abort())).toMatchObject({
    state: 'fail',
    cameBack: 'ngrok has lost its connection',
    act: 'ask-now',
  });
  await tunnel.stop();
});

it('opens a failed tunnel on a check, without waiting', async () => {
  const { tunnel, clock, net, log } = tunnelOver(ngrok);
  net.refuse('ERR_NGROK_105');
  tunnel.start();
  await clock.advance(0);
  expect(tunnel.status()).toMatchObject({ state: 'failing', fix: expect.stringContaining('authtoken') });
  net.refuse(null);
  expect(await tunnel.check()).toMatchObject({ state: 'working' });
  expect(JSON.stringify(log.lines)).not.toContain('secret-token');
  await tunnel.stop();
  expect(net.counts()).toEqual({ opened: 1, closed: 1 });
});

it.each([
  ['ERR_NGROK_105', 'authtoken'],
  ['ERR_NGROK_107', 'authtoken'],
  ['ERR_NGROK_108', 'Too many programs'],
  ['ERR_NGROK_334', 'Another computer uses this address'],
  ['ERR_NGROK_718', 'paid ngrok plan'],
  ['ERR_NGROK_734', 'paid ngrok plan'],
  ['ERR_NGROK_1214', 'paid ngrok plan'],
  ['ERR_NGROK_1080', 'internet connection'],
])('says what helps where ngrok refuses with %s', async (code, fix) => {
  const { tunnel, net } = tunnelOver(ngrok);
  net.refuse(`failed to start listener, error_code: ${code}`);
  expect(await tunnel.check()).toMatchObject({ state: 'failing', fix: expect.stringContaining(fix) });
  await tunnel.stop();
});

it('tries by itself until ngrok opens', async () => {
  const { tunnel, clock, net } = tunnelOver(ngrok);
  net.refuse('no network');
  tunnel.start();
  await clock.advance(4_000);
  net.refuse(null);
  await clock.advance(1_000);
  expect(tunnel.status().state).toBe('working');
  await tunnel.stop();
});

it('stops within seconds during a slow ngrok connection', async () => {
  let finish: () => void = () => {};
  const closed: string[] = [];
  const slow: ConnectNgrok = (_options, onStatus) =>
    new Promise((resolve) => {
      finish = () => {
        onStatus('connected');
        resolve({ url: 'https://bell.ngrok.example', close: async () => void closed.push('late') });
      };
    });
  const { tunnel, clock, urls, net } = tunnelOver(ngrok, { connectNgrok: slow });
  tunnel.start();
  const stopping = tunnel.stop();
  await clock.advance(3_000);
  await stopping;

  finish();
  await clock.advance(30 * minutes);
  expect([urls, net.asked, clock.waiting, closed]).toEqual([[], [], 0, ['late']]);
});

it('stops even when ngrok cannot close', async () => {
  const broken: ConnectNgrok = async () => ({
    url: 'https://bell.ngrok.example',
    close: () => Promise.reject(new Error('session is gone')),
  });
  const { tunnel, clock } = tunnelOver(ngrok, { connectNgrok: broken });
  tunnel.start();
  await clock.advance(0);
  await expect(tunnel.stop()).resolves.toBeUndefined();
});

it.each([
  [
    'a part of the system that is missing',
    Object.assign(new Error('Не знайдено'), { code: 'ERR_DLOPEN_FAILED' }),
  ],
  ['a file of its own that is missing', new Error('Failed to load native binding')],
])('names what to install without ngrok for %s, and stops trying', async (_, error) => {
  let tries = 0;
  const connectNgrok = async () => {
    tries += 1;
    throw error;
  };
  const { tunnel, clock } = tunnelOver(ngrok, { connectNgrok });
  tunnel.start();
  await clock.advance(600 * minutes);
  expect(tunnel.status()).toMatchObject({
    state: 'failing',
    problem: 'ngrok cannot run on this computer: a system component is missing',
    fix: 'On Windows install Microsoft’s Visual C++ Redistributable, then restart Orderbell.',
  });
  expect(tries).toBe(1);
  await tunnel.stop();
});
