import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttpBridge } from '../../../src/renderer/lib/client/http-bridge.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The bridge's answer to a command when the server replies so, or is unreachable. */
const answered = (respond: () => Response) => {
  vi.stubGlobal('fetch', async () => respond());
  return createHttpBridge().call('app.state', undefined);
};

it('explains how to readmit an unknown browser, not an outage', async () => {
  expect(await answered(() => new Response('open the address\n', { status: 401 }))).toMatchObject({
    ok: false,
    error: {
      kind: 'refused',
      fix: expect.stringContaining('Open the address it printed at its last start'),
    },
  });
});

it.each([
  [
    'nothing listens',
    () => {
      throw new TypeError('fetch failed');
    },
  ],
  ['something else listens', () => new Response('<p>hello</p>')],
  ['something else answers in JSON', () => Response.json({ hello: true })],
])('says that nothing answers where %s', async (_, respond) => {
  expect(await answered(respond)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
});

it('reports too many open tabs instead of waiting forever', async () => {
  const limits: number[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    limits.push(ms);
    return AbortSignal.abort(new DOMException('The operation timed out', 'TimeoutError'));
  });
  // waits for a connection that never becomes free
  vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => {
    signal?.throwIfAborted();
    return new Promise(() => {});
  });
  const bridge = createHttpBridge();
  const unreachable = {
    ok: false,
    error: { kind: 'unreachable', fix: expect.stringContaining('five tabs') },
  };
  expect(await bridge.call('app.state', undefined)).toMatchObject(unreachable);
  expect(await bridge.call('connections.signIn', { name: 'gmail' })).toMatchObject(unreachable);
  const [ofState = 0, ofSignIn = 0] = limits;
  expect(ofState).toBeLessThanOrEqual(60_000);
  expect(ofSignIn).toBeGreaterThan(5 * 60_000); // as long as main waits for a consent
});

describe('what a page begins with', () => {
  /** A page whose pushes arrive when the test lets them, with its calls and received events. */
  function page() {
    vi.useFakeTimers();
    const streams: { onopen?: () => void; onerror?: () => void }[] = [];
    const asked: unknown[] = [];
    const received: string[] = [];
    vi.stubGlobal(
      'EventSource',
      class {
        constructor() {
          streams.push(this);
        }
      },
    );
    vi.stubGlobal('fetch', async (where: string) => {
      asked.push(where);
      return Response.json({ ok: true, value: null });
    });
    const bridge = createHttpBridge();
    bridge.on(({ kind }) => received.push(kind));
    const last = () => streams.at(-1);
    return { bridge, asked, received, open: () => last()?.onopen?.(), lose: () => last()?.onerror?.() };
  }

  it('is queried after the pushes connect, so none is missed', async () => {
    const { bridge, asked, received, open } = page();
    const answer = bridge.call('app.state', undefined);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([]);
    open();
    expect(await answer).toMatchObject({ ok: true });
    expect(received).toEqual([]);
  });

  it('does not wait for missing pushes, and is queried again later', async () => {
    const { bridge, received, open } = page();
    const answer = bridge.call('app.state', undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await answer).toMatchObject({ ok: true });
    open();
    expect(received).toContain('app-changed');
  });

  it('reloads customers after a lost connection, as they may be erased', async () => {
    const { received, open, lose } = page();
    open();
    lose();
    expect(received).toEqual([]);
    open();
    expect(received).toContain('customers-changed');
  });
});
