import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultRules, lastRule } from '../../src/shared/alert-rules/rules.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { describeInBrowser } from './support/browser.ts';
import type { ClockedApp } from './support/clocked-app.ts';
import { startClockedApp } from './support/clocked-app.ts';

const minute = 60_000;
const again = 20_000;
const allDay = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' };

describeInBrowser('the alarm', () => {
  let app: ClockedApp;
  beforeEach(async () => {
    app = await startClockedApp();
    await app.sitDown('Anna');
    await app.until(() => seen(app.page.getByRole('button', { name: 'Sound on' })));
  });
  afterEach(async () => {
    expect(app.faults).toEqual([]);
    await app.stop();
  });

  const ringing = () => app.page.getByRole('region', { name: 'Alert' });
  const rung = async (): Promise<number> => (await app.sounds())['new-order'];
  const seen = async (what: ReturnType<typeof ringing>): Promise<void> => expect(await what.count()).toBe(1);
  const quiet = async (): Promise<void> => expect(await ringing().count()).toBe(0);
  const look = (id: OrderId) =>
    app.page.goto(`${new URL(app.page.url()).origin}/#/inbox/all?order=${encodeURIComponent(id)}`);
  const rings = () =>
    app.until(async () => {
      await seen(ringing());
      expect(await rung()).toBeGreaterThan(0);
    });
  /** It stays silent. */
  async function staysQuiet(): Promise<void> {
    await app.until(quiet);
    const before = await rung();
    await app.advance(2 * again);
    expect([await rung(), await ringing().count()]).toEqual([before, 0]);
  }

  it('sounds every twenty seconds until a new order is taken by keyboard', async () => {
    await app.order();
    await rings();
    expect(await rung()).toBe(1);
    for (const times of [2, 3, 4]) {
      await app.advance(again);
      expect(await rung()).toBe(times);
    }
    await app.page.getByRole('option').first().click();
    await app.until(() => seen(app.page.getByRole('button', { name: /Take/ })));
    await app.page.keyboard.press('t');
    await staysQuiet();
  });

  it('stops when the order is taken by the button', async () => {
    await app.order();
    await rings();
    await app.page.getByRole('option').first().click();
    const take = app.page.getByRole('button', { name: /Take/ });
    await app.until(() => seen(take));
    await take.click();
    await staysQuiet();
  });

  it('stops when a manager takes the order in Messenger, who is shown', async () => {
    const id = await app.order();
    await rings();
    expect((await app.press(id, 'Taras')).status).toBe(200);
    await staysQuiet();
    await look(id);
    await app.until(() => seen(app.page.getByText(/taken by Taras/i).first()));
  });

  it('escalates an untaken order after five minutes, and shows that', async () => {
    await app.shift('Taras', true);
    const id = await app.order();
    await app.advance(4 * minute);
    await quiet();
    expect(await rung()).toBe(0);
    await app.advance(2 * minute);
    await rings();
    await app.until(async () => expect(app.toasts).not.toEqual([]));
    await look(id);
    await app.until(() => seen(app.page.getByText('not taken in time: escalated to Anna')));
  });

  it('skips a manager off duty unless the rule is loud', async () => {
    const bell = { ...defaultRules, quiet: [{ manager: 'Anna', hours: allDay }] };
    await app.call('alertRules.set', { bell });
    await app.order();
    await app.advance(10 * minute);
    await quiet();
    expect([await rung(), app.toasts]).toEqual([0, []]);
    await app.call('alertRules.set', { bell: { ...bell, rules: [{ ...lastRule, loud: true }] } });
    await app.order();
    await rings();
  });

  it('sounds once for twenty simultaneous orders, with one summary notification', async () => {
    for (let order = 0; order < 20; order += 1) await app.order();
    await rings();
    await app.until(async () => expect(app.toasts).toHaveLength(1));
    expect(app.toasts[0]?.title).toBe('20 new orders');
    await app.until(() => seen(app.page.getByText('20 orders waiting to be taken')));
    expect(await rung()).toBe(1);
    await app.advance(again);
    expect(await rung()).toBe(2);
    expect(app.toasts).toHaveLength(1);
  });

  it('is silent on a computer where the source is muted', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Notifications', exact: true }).click();
    const shopify = page.getByRole('switch', { name: 'Shopify' });
    await app.until(() => seen(shopify));
    await shopify.focus();
    await page.keyboard.press('Space');
    await app.until(async () =>
      expect((await app.call('alertRules.get', undefined)).silenced).toEqual(['shopify']),
    );
    await app.order();
    await app.advance(minute);
    await quiet();
    expect([await rung(), app.toasts]).toEqual([0, []]);
  });
});
