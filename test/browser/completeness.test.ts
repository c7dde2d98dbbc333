import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp } from './support/sample-app.ts';

describeInBrowser('the completeness page', () => {
  let app: SampleApp;
  sampleApp((ready) => {
    app = ready;
  });

  it('opens by its shortcut, polls the sources, and links an untaken order', async () => {
    const { page, faults } = app;
    await page
      .getByText(/#\d+|BD-/)
      .first()
      .waitFor({ timeout: 30_000 });
    await page.keyboard.press('v');
    const ask = page.getByRole('button', { name: 'Check all sources now' });
    await ask.click();
    const shopify = page.getByRole('row').filter({ hasText: 'Shopify' }).first();
    // the count at the source and its time
    await shopify.getByText(/\d+ sec ago/).waitFor({ timeout: 30_000 });
    const step = page.getByRole('link', { name: /^Open: / }).first();
    await step.waitFor({ timeout: 50_000 }); // an order counts as missing only after half a minute
    const number = (await step.getAttribute('aria-label'))?.replace('Open: ', '') ?? '';
    await step.click();
    await page.getByRole('heading', { name: number }).first().waitFor();
    expect(page.url()).toContain('order=');
    expect(faults).toEqual([]);
  }, 120_000);

  it('opens from the status at the clicked source and day', async () => {
    const { page } = app;
    await page.getByRole('region', { name: 'Sync status' }).getByRole('button').click();
    const counts = page.getByRole('table', { name: 'Orders today' }).last();
    await counts.getByRole('link', { name: 'Shopify' }).click();
    expect(page.url()).toMatch(/#\/sync\?source=shopify&day=\d{4}-\d\d-\d\d$/);
    await page.getByText('Only Shopify, Today').waitFor();
  }, 30_000);

  it.each(['light', 'dark'] as const)(
    'passes axe in %s',
    async (colorScheme) => {
      const { page } = app;
      // move the pointer away from an old tooltip
      await page.mouse.move(700, 840);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${new URL(page.url()).origin}/#/sync`);
      await page
        .getByRole('link', { name: /^Open: / })
        .first()
        .waitFor();
      expect(await barriers(page)).toEqual([]);
    },
    30_000,
  );
});
