import { beforeEach, expect, it, vi } from 'vitest';
import { createTunnel } from '../../../src/main/tunnel/tunnel.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';

type Options = {
  readonly authtoken: string;
  readonly domain: string;
  readonly onStatusChange: (status: string) => void;
};

/** The library has one session for the whole process, which every later caller shares. */
const library = vi.hoisted(() => {
  const state: { session: Options | null; refused: string | null } = { session: null, refused: null };
  return {
    state,
    forward: async (options: Options) => {
      if (state.session === null) {
        state.session = options;
        options.onStatusChange('connected');
      }
      const { authtoken } = state.session;
      if (state.refused !== null) throw new Error(state.refused);
      if (!options.domain.startsWith(authtoken)) throw new Error('failed to start listener: ERR_NGROK_320');
      return { url: () => `https://${options.domain}`, close: async () => {} };
    },
    kill: async () => {
      state.session = null;
    },
  };
});
vi.mock('@ngrok/ngrok', () => library);

beforeEach(() => {
  library.state.session = null;
  library.state.refused = null;
});

function tunnelOf(authtoken: string) {
  const clock = fakeClock();
  const urls: (string | null)[] = [];
  const tunnel = createTunnel({
    config: { kind: 'ngrok', authtoken, domain: 'anna.ngrok.example' },
    receiverUrl: 'http://127.0.0.1:4711',
    run: 'this run',
    clock,
    log: quietLog(),
    reach: async () => 'this run',
    onChange: () => urls.push(tunnel.publicUrl()),
    quota: { used: () => 0, isShort: () => false },
  });
  return { tunnel, clock, urls };
}

it('takes the right authtoken after a wrong one whose address was refused', async () => {
  const wrong = tunnelOf('taras');
  expect(await wrong.tunnel.check()).toMatchObject({ state: 'failing' });
  await wrong.tunnel.stop();

  const right = tunnelOf('anna');
  expect(await right.tunnel.check()).toMatchObject({ state: 'working', problem: null });
  await right.tunnel.stop();
});

it('notices that ngrok was lost also after a refused first try', async () => {
  const { tunnel } = tunnelOf('anna');
  library.state.refused = 'failed to start listener: ERR_NGROK_334';
  expect(await tunnel.check()).toMatchObject({ state: 'failing' });
  library.state.refused = null;
  expect(await tunnel.check()).toMatchObject({ state: 'working' });

  library.state.session?.onStatusChange('closed');
  expect(tunnel.status()).toMatchObject({ state: 'failing', problem: 'ngrok has lost its connection' });
  await tunnel.stop();
});

it('never shows an address that ngrok refuses', async () => {
  const { tunnel, urls } = tunnelOf('taras');
  for (const _ of ['the first time', 'and again']) {
    expect(await tunnel.check()).toMatchObject({ state: 'failing', account: null });
  }
  expect(new Set(urls)).toEqual(new Set([null]));
  await tunnel.stop();
});
