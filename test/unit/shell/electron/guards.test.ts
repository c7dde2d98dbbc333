import { describe, expect, it, vi } from 'vitest';
import { mapHref } from '../../../../src/shared/map-link.ts';
import { electronDesk, preventable } from './electron-desk.ts';

const { state: at, start } = electronDesk();

const hostile = [
  'https://evil.example/',
  'http://127.0.0.1:7711/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hello',
  'app://elsewhere/',
  'app://orderbell.evil.example/',
  'chrome://settings',
];

describe('nothing leads away', () => {
  it.each(hostile)('to %s', async (url) => {
    const { double } = await start();
    const contents = double.window?.webContents;
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = preventable(url);
      contents?.emit(name, event);
      expect(event.isPrevented, name).toBe(true);
    }
    expect(contents?.openHandler?.({ url })).toEqual({ action: 'deny' });
  });

  it('but within the page', async () => {
    const { double } = await start();
    const event = preventable('app://orderbell/#/setup');
    double.window?.webContents.emit('will-navigate', event);
    expect(event.isPrevented).toBe(false);
  });

  it('but to the own browser, after a person has seen where', async () => {
    const { double } = await start();
    double.window?.webContents.openHandler?.({ url: 'https://shop.example/invoice' });
    double.window?.webContents.openHandler?.({ url: 'http://shop.example/' });
    double.window?.webContents.openHandler?.({ url: 'file:///etc/passwd' });
    await vi.waitFor(() => expect(double.happened.opened).toEqual(['https://shop.example/invoice']));

    const refused = await start({ consent: false });
    refused.double.window?.webContents.openHandler?.({ url: 'https://shop.example/invoice' });
    await refused.clock.advance(0);
    expect(refused.double.happened.opened).toEqual([]);
  });

  it('and to the map of an order’s address without a question', async () => {
    const { double, clock } = await start({ consent: false });
    const map = mapHref('Київ, вул. Хрещатик, 22');
    double.window?.webContents.openHandler?.({ url: map });
    await clock.advance(0);
    expect(double.happened.opened).toEqual([map]);
  });

  it.each([...hostile.slice(0, 3), 'ws://evil.example/', 'app://elsewhere/'])(
    'and no request leaves for %s',
    async (url) => {
      const { double } = await start();
      const { beforeRequest } = double.session;
      const answers: unknown[] = [];
      const ask = beforeRequest as unknown as (details: object, decide: (answer: unknown) => void) => void; // as stored by the double
      ask({ url }, (answer) => answers.push(answer));
      ask({ url: 'app://orderbell/assets/a.js' }, (answer) => answers.push(answer));
      expect(answers).toEqual([{ cancel: true }, { cancel: false }]);
    },
  );

  it.each([
    ['https://cdn.shopify.com/s/files/1/rose.jpg', 'image', false],
    ['https://cdn.shopify.com/s/files/1/rose.jpg', 'xhr', true],
    ['https://cdn.shopify.com/s/files/1/rose.js', 'script', true],
    ['https://cdn.shopify.com.evil.example/rose.jpg', 'image', true],
    ['http://cdn.shopify.com/rose.jpg', 'image', true],
    ['https://scontent.fbcdn.net/face.jpg', 'image', true],
  ])('and of other servers only product pictures are loaded: %s as %s', async (url, resourceType, cancel) => {
    const { double } = await start();
    const { beforeRequest } = double.session;
    const answers: unknown[] = [];
    const ask = beforeRequest as unknown as (details: object, decide: (answer: unknown) => void) => void; // as stored by the double
    ask({ url, resourceType }, (answer) => answers.push(answer));
    expect(answers).toEqual([{ cancel }]);
  });
});

it.each([
  ['media', 'app://orderbell/', true, false],
  ['notifications', 'app://orderbell/', true, false],
  ['openExternal', 'app://orderbell/', true, false],
  ['clipboard-read', 'app://orderbell/', true, false],
  ['clipboard-sanitized-write', 'app://orderbell/', true, true],
  ['clipboard-sanitized-write', 'app://orderbell/mail/1', false, false],
  ['clipboard-sanitized-write', 'https://evil.example/', true, false],
])(
  'answers the wish for %s of %s (main frame: %s) with %s',
  async (permission, requestingUrl, isMainFrame, granted) => {
    const { double } = await start();
    const request = double.session.request as unknown as (...args: unknown[]) => void; // as stored by the double
    const check = double.session.check as unknown as (...args: unknown[]) => boolean;
    const device = double.session.device as unknown as () => boolean;
    const answers: unknown[] = [];
    request(null, permission, (answer: boolean) => answers.push(answer), { requestingUrl, isMainFrame });
    expect(answers).toEqual([granted]);
    expect(check(null, permission, new URL(requestingUrl).href, { isMainFrame })).toBe(granted);
    expect(device()).toBe(false);
  },
);

describe('commands', () => {
  it('are answered for the window itself', async () => {
    const { double } = await start();
    expect(await double.call('app.state')).toMatchObject({ ok: true });
  });

  it.each([
    ['a frame in the window', { url: 'app://orderbell/mail/mail%3A1' }],
    ['another page', { url: 'https://evil.example/' }],
    ['a frame that is gone', null],
  ])('are refused to %s', async (_, from) => {
    const { double } = await start();
    await vi.waitFor(() => expect(at.desk.asked).toHaveLength(2)); // menu and tray ask for the language
    expect(await double.call('app.state', undefined, from)).toMatchObject({
      ok: false,
      error: { kind: 'refused' },
    });
    expect(at.desk.asked).toHaveLength(2);
  });

  it('are refused when their name is none', async () => {
    const { double } = await start();
    expect(await double.call({ toString: () => 'app.state' })).toMatchObject({ ok: false });
  });
});
