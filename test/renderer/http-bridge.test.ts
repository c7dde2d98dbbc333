import { afterEach, expect, it, vi } from 'vitest';
import { createHttpBridge } from '../../src/renderer/client/http-bridge.ts';

afterEach(() => vi.unstubAllGlobals());

/** What a command is answered where the server says this, or nothing listens. */
const answered = (respond: () => Response) => {
  vi.stubGlobal('fetch', async () => respond());
  return createHttpBridge().call('app.state', undefined);
};

it('says how a browser is let in again that is known no more, and not that nothing answers', async () => {
  expect(await answered(() => new Response('open the address\n', { status: 401 }))).toMatchObject({
    ok: false,
    error: {
      kind: 'refused',
      fix: expect.stringContaining('Open the address that it printed at its last start'),
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
