import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultRules, lastRule } from '../../src/shared/alert-rules/rules.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { describeInBrowser } from './support/browser.ts';
import type { ClockedDesk } from './support/clocked-desk.ts';
import { startClockedDesk } from './support/clocked-desk.ts';

const minute = 60_000;
const again = 20_000;
const allDay = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' };

describeInBrowser('the ring', () => {
  let desk: ClockedDesk;
  beforeEach(async () => {
    desk = await startClockedDesk();
    await desk.sitDown('Anna');
    await desk.until(() => seen(desk.page.getByRole('button', { name: 'Bell on' })));
  });
  afterEach(async () => {
    expect(desk.faults).toEqual([]);
    await desk.stop();
  });

  const ringing = () => desk.page.getByRole('region', { name: 'Ringing' });
  const rung = async (): Promise<number> => (await desk.sounds())['new-order'];
  const seen = async (what: ReturnType<typeof ringing>): Promise<void> => expect(await what.count()).toBe(1);
  const quiet = async (): Promise<void> => expect(await ringing().count()).toBe(0);
  const look = (id: OrderId) =>
    desk.page.goto(`${new URL(desk.page.url()).origin}/#/inbox/all?order=${encodeURIComponent(id)}`);
  const rings = () =>
    desk.until(async () => {
      await seen(ringing());
      expect(await rung()).toBeGreaterThan(0);
    });
  /** It is silent, and stays so. */
  async function staysQuiet(): Promise<void> {
    await desk.until(quiet);
    const before = await rung();
    await desk.advance(2 * again);
    expect([await rung(), await ringing().count()]).toEqual([before, 0]);
  }

  it('sounds for a new order at once, and again every twenty seconds until it is taken by the key', async () => {
    await desk.order();
    await rings();
    expect(await rung()).toBe(1);
    for (const times of [2, 3, 4]) {
      await desk.advance(again);
      expect(await rung()).toBe(times);
    }
    await desk.page.getByRole('option').first().click();
    await desk.until(() => seen(desk.page.getByRole('button', { name: /Take it/ })));
    await desk.page.keyboard.press('t');
    await staysQuiet();
  });

  it('ends when the order is taken by the button', async () => {
    await desk.order();
    await rings();
    await desk.page.getByRole('option').first().click();
    const take = desk.page.getByRole('button', { name: /Take it/ });
    await desk.until(() => seen(take));
    await take.click();
    await staysQuiet();
  });

  it('ends when a manager takes the order from Messenger, and the page says who', async () => {
    const id = await desk.order();
    await rings();
    expect((await desk.press(id, 'Taras')).status).toBe(200);
    await staysQuiet();
    await look(id);
    await desk.until(() => seen(desk.page.getByText(/taken by Taras/i).first()));
  });

  it('comes to the next person when nobody takes the order for five minutes, and the page says so', async () => {
    await desk.shift('Taras', true);
    const id = await desk.order();
    await desk.advance(4 * minute);
    await quiet();
    expect(await rung()).toBe(0);
    await desk.advance(2 * minute);
    await rings();
    await desk.until(async () => expect(desk.toasts).not.toEqual([]));
    await look(id);
    await desk.until(() => seen(desk.page.getByText('nobody took it: passed on to Anna')));
  });

  it('is not for who sleeps while another is there, unless the rule is loud', async () => {
    const bell = { ...defaultRules, quiet: [{ manager: 'Anna', hours: allDay }] };
    await desk.call('bell.set', { bell });
    await desk.order();
    await desk.advance(10 * minute);
    await quiet();
    expect([await rung(), desk.toasts]).toEqual([0, []]);
    await desk.call('bell.set', { bell: { ...bell, rules: [{ ...lastRule, loud: true }] } });
    await desk.order();
    await rings();
  });

  it('is one for twenty orders that come together, with one notice that sums them up', async () => {
    for (let order = 0; order < 20; order += 1) await desk.order();
    await rings();
    await desk.until(async () => expect(desk.toasts).toHaveLength(1));
    expect(desk.toasts[0]?.title).toBe('20 new orders');
    await desk.until(() => seen(desk.page.getByText('20 orders wait for somebody to take them')));
    expect(await rung()).toBe(1);
    await desk.advance(again);
    expect(await rung()).toBe(2);
    expect(desk.toasts).toHaveLength(1);
  });

  it('is not at a computer where the source is switched off', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Bell', exact: true }).click();
    const shopify = page.getByRole('switch', { name: 'Shopify' });
    await desk.until(() => seen(shopify));
    await shopify.focus();
    await page.keyboard.press('Space');
    await desk.until(async () =>
      expect((await desk.call('bell.get', undefined)).silenced).toEqual(['shopify']),
    );
    await desk.order();
    await desk.advance(minute);
    await quiet();
    expect([await rung(), desk.toasts]).toEqual([0, []]);
  });
});
