import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hrefTo } from '../../src/renderer/state/route.ts';
import type { CommandName, Input, Output, Reply } from '../../src/shared/contract.ts';
import type { ByLanguage } from '../../src/shared/languages.ts';
import { languages } from '../../src/shared/languages.ts';
import { barriers } from './support/barriers.ts';
import { describeInBrowser, openPage } from './support/browser.ts';
import type { SampleDesk } from './support/sample-desk.ts';
import { sampleDesk } from './support/sample-desk.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

async function call<N extends CommandName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const { origin } = new URL(page.url());
  const response = await page.request.post(`${origin}/api/call`, {
    data: { name, input },
    headers: { origin },
  });
  const reply = (await response.json()) as Reply<Output<N>>; // the app answers by the contract
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value;
}

async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

describeInBrowser('the look and the language', () => {
  let desk: SampleDesk;
  sampleDesk((ready) => {
    desk = ready;
  });

  /** A page that was loaded anew has lost it. */
  const mark = (page: Page): Promise<void> =>
    page.evaluate(() => {
      document.documentElement.dataset.notReloaded = 'yes';
    });
  const isMarked = (page: Page): Promise<string | undefined> =>
    page.evaluate(() => document.documentElement.dataset.notReloaded);
  const isFocused = (place: Locator): Promise<boolean> =>
    place.evaluate((element) => element === document.activeElement);
  const radio = (page: Page, value: string): Locator =>
    page.locator(`input[type=radio][value="${value}"]`).first();

  describe.each(['the settings page', 'the menu of the rail'])('on %s', (where) => {
    beforeAll(async () => {
      const { page } = desk;
      await page.setViewportSize({ width: 1280, height: 800 });
      await go(page, hrefTo(where === 'the settings page' ? 'settings' : 'inbox'));
      if (where !== 'the settings page') {
        await page.locator('nav button[aria-haspopup=dialog]').last().click();
      }
      await radio(page, 'en').waitFor({ state: 'attached' });
      await mark(page);
    });

    it('switches the language without a reload and keeps the focus', async () => {
      const { page } = desk;
      await radio(page, 'en').focus();
      for (const [key, language] of [
        ['ArrowRight', 'uk'],
        ['ArrowRight', 'pl'],
        ['ArrowRight', 'en'],
      ] as const) {
        await page.keyboard.press(key);
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
        expect(await isFocused(radio(page, language))).toBe(true);
      }
      expect(await isMarked(page)).toBe('yes');
    });

    it('switches the theme and the rows without a reload and keeps the focus', async () => {
      const { page } = desk;
      await radio(page, 'auto').focus();
      for (const theme of ['light', 'dark']) {
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(
          (wanted) => document.documentElement.dataset.mantineColorScheme === wanted,
          theme,
        );
        expect(await isFocused(radio(page, theme))).toBe(true);
      }
      await page.keyboard.press('ArrowRight');
      await radio(page, 'comfortable').focus();
      await page.keyboard.press('ArrowRight');
      expect(await isFocused(radio(page, 'compact'))).toBe(true);
      await page.keyboard.press('ArrowLeft');
      expect(await isMarked(page)).toBe('yes');
    });
  });

  it.each(['light', 'dark'] as const)('has settings that axe finds nothing in: %s', async (colorScheme) => {
    const { page } = desk;
    await page.keyboard.press('Escape');
    await page.emulateMedia({ colorScheme });
    await go(page, hrefTo('settings'));
    for (const language of languages) {
      await call(page, 'app.setLanguage', { language });
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
      await page.locator('code').first().waitFor();
      expect(await barriers(page)).toEqual([]);
    }
    await call(page, 'app.setLanguage', { language: 'en' });
  });

  it('makes the rows of the inbox lower at once', async () => {
    const { page } = desk;
    await go(page, hrefTo('inbox', { path: ['all'] }));
    const heightOfRow = async (): Promise<number> =>
      (await page.locator('[data-order]').first().boundingBox())?.height ?? 0;
    await page.locator('[data-order][data-density=comfortable]').first().waitFor();
    const airy = await heightOfRow();
    await page.locator('nav button[aria-haspopup=dialog]').last().click();
    await radio(page, 'compact').focus();
    await page.keyboard.press('Space');
    await page.locator('[data-order][data-density=compact]').first().waitFor();
    const compact = await heightOfRow();
    await radio(page, 'comfortable').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    expect(compact).toBeLessThan(airy);
    expect(compact).toBeGreaterThanOrEqual(24);
  });

  it('writes times by the shop’s clocks, and amounts and telephones by each language, on a computer far away', async () => {
    const { origin } = new URL(desk.page.url());
    const far = await openPage(origin, {
      timezoneId: 'America/New_York',
      storageState: await desk.page.context().storageState(),
    });
    const { page } = far;
    await page.waitForFunction(() => document.documentElement.lang !== '');
    const { timeZone, country } = await call(page, 'app.state', undefined);
    expect([timeZone, country]).toEqual(['Europe/Kyiv', 'UA']);
    const { rows } = await call(page, 'orders.list', { view: 'all', text: '', offset: 0, limit: 50 });
    const details = await Promise.all(rows.map(({ id }) => call(page, 'orders.get', { id })));
    const found = details.find(
      ({ order: { content } }) =>
        content.customer.phone?.startsWith('+380') && content.total && content.total.minor % 100 === 0,
    );
    if (!found) throw new Error('the sample shop has no order with a telephone and a whole amount');
    const { order, timeline } = found;
    await go(page, hrefTo('inbox', { path: ['all'], params: { order: order.id } }));

    const at = timeline.at(-1)?.at ?? 0;
    const clock = (zone: string): string =>
      new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: zone }).format(at);
    const whole = (order.content.total?.minor ?? 0) / 100;
    const amounts: ByLanguage<string> = {
      en: `₴${whole.toLocaleString('en-GB')}`,
      uk: `${plain(whole.toLocaleString('uk-UA'))} ₴`,
      pl: `${plain(whole.toLocaleString('pl-PL'))} ₴`,
    };
    for (const language of languages) {
      await call(page, 'app.setLanguage', { language });
      await page.waitForFunction((to) => document.documentElement.lang === to, language);
      await page.locator('#order-panel time').first().waitFor();
      const seen = plain((await page.locator('#order-panel').textContent()) ?? '');
      expect(seen).toContain(clock('Europe/Kyiv'));
      expect(seen).not.toContain(clock('America/New_York'));
      expect(seen).toContain(amounts[language]);
      expect(seen).toMatch(/0\d\d \d{3} \d{4}/);
    }
    await call(page, 'app.setLanguage', { language: 'en' });
    expect(far.faults).toEqual([]);
    await far.close();
  });
});
