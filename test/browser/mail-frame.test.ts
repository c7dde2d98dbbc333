import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inertHtml } from '../../src/main/intake/mail/display-html.ts';
import { listenOnLoopback } from '../../src/main/loopback-server.ts';
import type { UiServer } from '../../src/main/shell/headless/ui-server.ts';
import { startUiServer } from '../../src/main/shell/headless/ui-server.ts';
import { prove } from '../guarantees/prove.ts';
import { fakeClock } from '../support/clock.ts';
import { fakeDesk } from '../support/desk.ts';
import { quietLog } from '../support/log.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';
import type { MailVector } from './support/mail-vectors.ts';
import { loud, quiet, traps, vectors } from './support/mail-vectors.ts';
import { startHitCounter } from './support/mails.ts';

/** The sandbox of the frames in which the page shows a mail, as it is written there. */
const frames = ['order/original.tsx', 'recipes/mail-frame.tsx'].map((file) =>
  readFileSync(new URL(`../../src/renderer/features/${file}`, import.meta.url), 'utf8'),
);
const sandboxes = frames.map((source) => /<iframe[\s\S]*?sandbox="([^"]*)"/.exec(source)?.[1]);

const all = [...vectors, ...traps];
const idOf = (index: number): string => `mail:${index}`;
/** Those that may end the page they are shown in are shown by themselves. */
const groups: readonly (readonly MailVector[])[] = [
  ...Array.from({ length: Math.ceil(quiet.length / 12) }, (_, at) => quiet.slice(at * 12, at * 12 + 12)),
  ...loud.map((one) => [one]),
  ...traps.map((one) => [one]),
];

type Shown = {
  /** A page to put the frame in, and where in it a mail is. */
  readonly on: string;
  readonly at: (index: number) => string;
  readonly sandbox: string | undefined;
};

describeInBrowser('a hostile mail in the frame it is shown in', () => {
  const servers: UiServer[] = [];
  let counter: Awaited<ReturnType<typeof startHitCounter>>;
  let bare: Awaited<ReturnType<typeof serveBare>>;
  let open: OpenPage;
  let popups = 0;
  const gone: string[] = [];

  /** The headless shell's own server, with the mails of a desk. */
  async function serve(mails: readonly string[]): Promise<UiServer> {
    const index = { type: 'text/html; charset=utf-8', body: Buffer.from('<title>Orderbell</title>') };
    const server = await startUiServer({
      port: 0,
      desk: fakeDesk(Object.fromEntries(mails.map((html, at) => [idOf(at), html]))),
      assets: new Map([['/', index]]),
      clock: fakeClock(),
      log: quietLog(),
    });
    servers.push(server);
    return server;
  }

  beforeAll(async () => {
    counter = await startHitCounter();
    const raw = all.map(({ html }, index) => html(`${counter.url}/${index}`));
    bare = await serveBare(raw);
    const shown = await serve(raw.map(inertHtml));
    await serve(raw);
    open = await openPage(shown.url);
    open.page.context().on('page', (other) => {
      popups += 1;
      other.close().catch(() => {});
    });
    open.page.on('framenavigated', (frame) => {
      if (frame.url().startsWith(counter.url)) gone.push(frame.url());
    });
  });
  afterAll(async () => {
    await open.close();
    await Promise.all(servers.map((server) => server.close()));
    bare.stop();
    await counter.stop();
  });

  /** Shows every mail for a moment, clicks what is there to be clicked, and tells which of them reached out. */
  async function leaks({ on, at, sandbox }: Shown): Promise<readonly string[]> {
    const { page } = open;
    const before = counter.hits().length;
    await page.goto(on);
    for (const group of groups) {
      if (!page.url().startsWith(new URL(on).origin)) await page.goto(on);
      const addresses = group.map((vector) => at(all.indexOf(vector)));
      // one that leads the whole page away takes the answer with it
      await page.evaluate(showFrames, [addresses, sandbox] as const).catch(() => {});
      if (traps.some((trap) => group.includes(trap))) {
        const trap = page.frameLocator('iframe').getByText('Confirm').first();
        await trap.click({ timeout: 3_000 }).catch(() => {});
        await page.evaluate(pause).catch(() => {});
      }
    }
    // the last of them is there to be read: what shows nothing would not leak either
    expect(await page.frameLocator('iframe').getByText('Confirm').count()).toBe(1);
    const reached = counter.hits().slice(before);
    return [...new Set(reached.map((path) => all[Number(path.split('/')[1])]?.name ?? path))];
  }
  const originOf = (server: UiServer | undefined): string => `${new URL(server?.url ?? '').origin}/`;
  const mailAt = (index: number): string => `/mail/${encodeURIComponent(idOf(index))}`;

  it('is shown by both of its frames without scripts, forms, windows and a way to the top', () => {
    expect(sandboxes).toEqual(['allow-same-origin', 'allow-same-origin']);
  });

  it('fetches nothing, runs nothing and leads nowhere', { timeout: 300_000 }, async () => {
    const on = originOf(servers[0]);
    expect(await leaks({ on, at: mailAt, sandbox: sandboxes[0] })).toEqual([]);
    expect(open.page.url()).toBe(on);
    expect(await open.page.title()).toBe('Orderbell');
    const scripts = counter.hits().filter((path) => path.endsWith('/script'));
    prove(24, 'ways', new Set(all.map(({ name }) => name)).size);
    prove(24, 'requests', counter.hits().length);
    prove(24, 'scripts', scripts.length);
    prove(24, 'navigations', gone.length + popups);
  });

  it('does not even where it is not made inert: the policy and the sandbox hold alone', {
    timeout: 300_000,
  }, async () => {
    const [, unchanged] = servers;
    const entered = await open.page.goto(unchanged?.url ?? '');
    expect(entered?.status()).toBe(200);
    expect(await leaks({ on: originOf(unchanged), at: mailAt, sandbox: sandboxes[0] })).toEqual([]);
    expect([gone, popups]).toEqual([[], 0]);
  });

  it('nor where there is neither policy nor sandbox: what is made inert holds alone', {
    timeout: 300_000,
  }, async () => {
    expect(await leaks({ on: bare.url, at: (index) => `/inert/${index}`, sandbox: undefined })).toEqual([]);
    expect([gone, popups]).toEqual([[], 0]);
  });

  it('would be seen to leak, were there none of the three', { timeout: 300_000 }, async () => {
    const leaked = await leaks({ on: bare.url, at: (index) => `/raw/${index}`, sandbox: undefined });
    prove(24, 'leaks without them', leaked.length);
  });
});

/** The same mails without any policy: as they came, and made inert. */
async function serveBare(raw: readonly string[]) {
  const server = createServer((request, response) => {
    const [, kind, index] = (request.url ?? '').split('/');
    const html = raw[Number(index)] ?? '<title>Orderbell</title>';
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(kind === 'inert' ? inertHtml(html) : html);
  });
  const port = await listenOnLoopback(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

// both run in the page
function showFrames([addresses, sandbox]: readonly [readonly string[], string | undefined]): Promise<void> {
  const frames = addresses.map((address) => {
    const frame = document.createElement('iframe');
    if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
    frame.src = address;
    return frame;
  });
  const loaded = frames.map((frame) => new Promise((resolve) => frame.addEventListener('load', resolve)));
  document.body.replaceChildren(...frames);
  const late = new Promise((resolve) => setTimeout(resolve, 2_000));
  return Promise.race([Promise.all(loaded), late]).then(pause);

  // what is fetched after a page is loaded takes a moment; waited for, since nothing is to happen
  function pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 120));
  }
}
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 120));
}
