import { join } from 'node:path';
import { vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Toast } from '../../../src/main/host.ts';
import { startUiServer } from '../../../src/main/shell/headless/ui-server.ts';
import { readAssets } from '../../../src/main/shell/page/assets.ts';
import { startManychat } from '../../../src/sample-shop/manychat/server.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { deliverOrder, webhookShop } from '../../bench/webhook-shop.ts';
import { callerOf } from '../../support/caller.ts';
import { fakeClock } from '../../support/clock.ts';
import { testHost } from '../../support/host.ts';
import { quietLog } from '../../support/log.ts';
import { countSounds, soundsOf } from './audio.ts';
import { openPage } from './browser.ts';

/** Noon in Kyiv, on a Tuesday. */
const noon = '2026-11-24T10:00:00Z';
const managers = { Anna: '7000000000000000101', Taras: '7000000000000000102' } as const;
export type ManagerName = keyof typeof managers;
/** A small step, so that frequent checks take little simulated time. */
const stepMs = 60;

/**
 * The app and the built page on one test clock: `advance` moves it, and `until` moves it in small steps while it
 * waits. Two managers have Messenger; `sitDown` changes the manager of the computer.
 */
export async function startClockedApp() {
  const clock = fakeClock(noon);
  const log = quietLog();
  const subscribers = Object.entries(managers).map(([first, id]) => ({
    id,
    first,
    last: '',
    phone: null,
    email: null,
    lastWords: null,
    lastInteraction: clock.now(),
  }));
  const manychat = await startManychat({ clock, log, subscribers });
  const toasts: Toast[] = [];
  const { config } = manychat;
  const { host, remove } = testHost({
    clock,
    log,
    toast: (notice) => void toasts.push(notice),
    environment: {
      ...webhookShop,
      ORDERBELL_MANYCHAT_TOKEN: config.token ?? '',
      ORDERBELL_MANYCHAT_API_BASE: config.apiBase,
      ORDERBELL_MANYCHAT_CALLBACK_KEY: config.callbackKey ?? '',
      ORDERBELL_MANAGERS: Object.entries(managers)
        .map(([name, id]) => `${name}:${id}`)
        .join(','),
    },
  });
  const app = await composeDesk(host);
  const assets = readAssets(join(import.meta.dirname, '../../../out/renderer'));
  const ui = await startUiServer({ port: 0, desk: app, assets, clock, log });
  const open = await openPage(ui.url, {}, async (page) => {
    await countSounds(page);
    // the page's clock runs until it is paused, and cannot be paused in the past
    await page.clock.install({ time: Date.parse(noon) - 3_600_000 });
    await page.clock.pauseAt(noon);
  });
  const { page } = open;

  const call = callerOf(app.dispatch);
  /** Moves both clocks in the smallest steps, because events reach the page in real time. */
  async function step(ms: number): Promise<void> {
    await clock.advance(ms);
    await page.clock.runFor(ms);
  }
  const until = (look: () => Promise<void>): Promise<void> =>
    vi.waitFor(
      async () => {
        await step(stepMs);
        await look();
      },
      { timeout: 30_000, interval: 10 },
    );
  let orders = 0;

  return {
    page,
    call,
    step,
    until,
    toasts,
    faults: open.faults,
    sent: manychat.sent,
    sounds: () => soundsOf(page),
    /** Changes the manager of this computer. */
    sitDown: (name: ManagerName) => call('app.setManager', { name }),
    /** Starts or ends a manager's shift on any computer. */
    async shift(name: ManagerName, on: boolean): Promise<void> {
      const { manager } = await call('app.state', undefined);
      await call('app.setManager', { name });
      await call('duty.set', { on });
      await call('app.setManager', { name: manager });
    },
    /** Delivers an order. */
    async order(): Promise<OrderId> {
      orders += 1;
      const id = 6_100_000_000_000 + orders;
      await deliverOrder(app.receiverUrl, id, clock.now());
      return orderIdOf('shopify', String(id));
    },
    /** A manager takes the order by the button in Messenger. */
    press: (order: OrderId, name: ManagerName) =>
      fetch(new URL('/manychat/touch', app.receiverUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'X-Orderbell-Key': config.callbackKey ?? '' },
        body: JSON.stringify({ take: order, subscriber: managers[name] }),
      }),
    /** Lets time pass for the alarm, without other interaction with the page. */
    async advance(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 1_000) await step(Math.min(1_000, left));
    },
    async stop(): Promise<void> {
      await open.close();
      await ui.close();
      const stopped = app.stop();
      // timers of the shutdown need time
      const ends = setInterval(() => void clock.advance(5_000), 20);
      await stopped;
      clearInterval(ends);
      await manychat.stop();
      remove();
    },
  };
}
export type ClockedApp = Awaited<ReturnType<typeof startClockedApp>>;
