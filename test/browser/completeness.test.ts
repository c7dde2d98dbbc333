import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const barriers = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};

describeInBrowser('the page of what is complete', () => {
  let app: RunningApp;
  let open: OpenPage;

  beforeAll(async () => {
    app = await startApp({ args: ['--sample-shop'] });
    open = await openPage(app.ui);
  });
  afterAll(async () => {
    await open.close();
    await app.stop();
  });

  it('opens by its key, asks the sources, and leads to an order that nobody has taken', async () => {
    const { page, faults } = open;
    await page
      .getByText(/#\d+|BD-/)
      .first()
      .waitFor({ timeout: 30_000 });
    await page.keyboard.press('v');
    const ask = page.getByRole('button', { name: 'Ask the sources now' });
    await ask.click();
    const shopify = page.getByRole('row').filter({ hasText: 'Shopify' }).first();
    // at the source, and when it was asked
    await shopify.getByText(/\d+ sec ago/).waitFor({ timeout: 30_000 });
    const step = page.getByRole('link', { name: /^Open: / }).first();
    const number = (await step.getAttribute('aria-label'))?.replace('Open: ', '') ?? '';
    await step.click();
    await page.getByRole('heading', { name: number }).first().waitFor();
    expect(page.url()).toContain('order=');
    expect(faults).toEqual([]);
  }, 60_000);

  it('is led to by the strip, at the source and day that was pressed', async () => {
    const { page } = open;
    const strip = page.getByRole('region', { name: 'Completeness today' });
    await strip.getByRole('link', { name: /Shopify/ }).click();
    expect(page.url()).toMatch(/#\/completeness\?source=shopify&day=\d{4}-\d\d-\d\d$/);
    await page.getByText('Only Shopify, Today').waitFor();
  }, 30_000);

  it.each(['light', 'dark'] as const)(
    'has no barrier that axe knows, in %s',
    async (colorScheme) => {
      const { page } = open;
      // no tooltip of what was pressed before
      await page.mouse.move(700, 840);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${new URL(page.url()).origin}/#/completeness`);
      await page
        .getByRole('link', { name: /^Open: / })
        .first()
        .waitFor();
      expect(await barriers(page)).toEqual([]);
    },
    30_000,
  );
});
