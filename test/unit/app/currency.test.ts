import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import { createAppState } from '../../../src/main/app-state.ts';
import { createInsightsBook } from '../../../src/main/insights/insights-book.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { callerOf } from '../../support/caller.ts';
import { fakeClock } from '../../support/clock.ts';
import { testHost } from '../../support/host.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { noAccounts } from '../../support/no-accounts.ts';
import type { FakeShopify } from '../shopify/fake-shopify.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

const who = {
  data: {
    currentAppInstallation: { accessScopes: [] },
    shop: {
      id: 'gid://shopify/Shop/81',
      name: 'Moss',
      myshopifyDomain: 'fern.myshopify.com',
      currencyCode: 'EUR',
      ianaTimezone: 'Europe/Berlin',
    },
  },
};

const hostOf = ({ config }: FakeShopify) =>
  testHost({
    environment: {
      ORDERBELL_SHOPIFY_SHOP: config.shop,
      ORDERBELL_SHOPIFY_ACCESS_TOKEN: 'shpat_fixed',
      ORDERBELL_SHOPIFY_CLIENT_SECRET: 'hush',
      ORDERBELL_SHOPIFY_API_BASE: config.apiBase,
    },
  });

describe('a shop that is called Moss and sells in euros', () => {
  it('notifies an open window once, and keeps the currency without Shopify', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Who', who);
    const { host, remove } = hostOf(shopify);
    clean.push(remove);
    const app = await composeDesk(host);
    clean.push(() => app.stop());
    let announced = 0;
    app.events.on(({ kind }) => {
      if (kind === 'app-changed') announced += 1;
    });
    const call = callerOf(app.dispatch);
    const ofShop = { shopName: 'Moss', currency: 'EUR', timeZone: 'Europe/Berlin' };
    await vi.waitFor(() => expect(announced).toBe(1), { timeout: 20_000 });
    expect(await call('app.state', undefined)).toMatchObject(ofShop);
    await app.stop();

    shopify.on('Who', 'hang');
    const asked = shopify.callsOf('Who').length;
    const again = await composeDesk(host);
    clean.push(() => again.stop());
    expect(await callerOf(again.dispatch)('app.state', undefined)).toMatchObject(ofShop);
    await vi.waitFor(() => expect(shopify.callsOf('Who').length).toBeGreaterThan(asked), { timeout: 20_000 });
  });

  it('is the same on every computer, with or without its own Shopify', () => {
    const clock = fakeClock();
    const listening = memoryLedger({ clock, deskId: 'desk-1' });
    const other = memoryLedger({ clock, deskId: 'desk-2' });
    const parts = {
      clock,
      currency: () => 'EUR',
      timeZone: () => 'Europe/Berlin',
      told: () => ({ currency: 'EUR', name: 'Moss', country: null }),
    };
    createInsightsBook({ ...parts, ledger: listening, listens: true }).settleZone();
    other.entries.importRemote(listening.entries.ofNumbers(listening.deskId, 1, 10));
    const { settled } = createInsightsBook({ ...parts, ledger: other, listens: false });
    const fernShop = { name: 'Fern', currency: 'UAH', timeZone: 'Europe/Kyiv', country: null };
    for (const reconciliation of [null, { told: () => fernShop }]) {
      expect(stateOf({ reconciliation, listens: false, settled })).toMatchObject({
        shopName: 'Moss',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
      });
    }
    expect(stateOf({ reconciliation: { told: () => fernShop }, listens: true, settled })).toMatchObject({
      shopName: 'Fern',
      currency: 'UAH',
      timeZone: 'Europe/Kyiv',
    });
    // Shopify is connected at another computer only
    expect(stateOf({ reconciliation: null, listens: true, settled })).toMatchObject({
      shopName: 'Moss',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    });
    const unknownShop = { name: null, currency: null, timeZone: null, country: null };
    expect(stateOf({ reconciliation: { told: () => unknownShop }, listens: true, settled })).toMatchObject({
      shopName: 'Moss',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    });
  });
});

describe('a shop without Shopify whose computers are in two time zones', () => {
  beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'));
  afterEach(() => vi.unstubAllEnvs());

  /** A computer that became the leader and has decided the shop's time zone. */
  function takenOver(ledger: Ledger) {
    const book = createInsightsBook({
      ledger,
      clock: fakeClock(),
      currency: () => 'UAH',
      timeZone: () => stateOf({ reconciliation: null, listens: true, settled: book.settled }).timeZone,
      told: () => null,
      listens: true,
    });
    book.settleZone();
    return book;
  }

  it('keeps the first zone at a takeover, which only its owner changes', () => {
    const first = memoryLedger({ clock: fakeClock(), deskId: 'desk-1' });
    const other = memoryLedger({ clock: fakeClock(), deskId: 'desk-2' });
    expect(takenOver(first).settled()?.timeZone).toBe('Europe/Berlin');
    other.entries.importRemote(first.entries.ofNumbers(first.deskId, 1, 10));

    vi.stubEnv('TZ', 'Europe/Lisbon');
    expect(takenOver(other).settled()?.timeZone).toBe('Europe/Berlin');
    expect(other.entries.ofNumbers(other.deskId, 1, 10)).toEqual([]);

    // the shop has moved with its computer
    expect(takenOver(first).settled()?.timeZone).toBe('Europe/Lisbon');
    expect(first.insights.timeZone()).toBe('Europe/Lisbon');
  });
});

type Known = Pick<Parameters<typeof createAppState>[0], 'reconciliation' | 'listens' | 'settled'>;

const stateOf = (known: Known) =>
  createAppState({
    ...known,
    version: '0',
    mode: 'shop',
    config: noAccounts,
    language: () => 'en',
    manager: () => 'Anna',
    country: 'UA',
    sources: () => [],
    toastDetails: () => false,
    clock: fakeClock(),
  }).state();
