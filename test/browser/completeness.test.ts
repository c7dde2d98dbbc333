import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import type { SampleDesk } from './support/sample-desk.ts';
import { sampleDesk } from './support/sample-desk.ts';

describeInBrowser('the page of what is complete', () => {
  let desk: SampleDesk;
  sampleDesk((ready) => {
    desk = ready;
  });

  it('opens by its key, asks the sources, and leads to an order that nobody has taken', async () => {
    const { page, faults } = desk;
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
    await step.waitFor({ timeout: 50_000 }); // for half a minute an order is on its way, and missing nowhere
    const number = (await step.getAttribute('aria-label'))?.replace('Open: ', '') ?? '';
    await step.click();
    await page.getByRole('heading', { name: number }).first().waitFor();
    expect(page.url()).toContain('order=');
    expect(faults).toEqual([]);
  }, 120_000);

  it('is led to by the strip, at the source and day that was pressed', async () => {
    const { page } = desk;
    const strip = page.getByRole('region', { name: 'Completeness today' });
    await strip.getByRole('link', { name: /^Shopify\..* at the source/ }).click();
    expect(page.url()).toMatch(/#\/completeness\?source=shopify&day=\d{4}-\d\d-\d\d$/);
    await page.getByText('Only Shopify, Today').waitFor();
  }, 30_000);

  it.each(['light', 'dark'] as const)(
    'has no barrier that axe knows, in %s',
    async (colorScheme) => {
      const { page } = desk;
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
