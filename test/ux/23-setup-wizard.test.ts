import { afterAll, beforeAll, expect, it } from 'vitest';
import { barriers } from '../browser/support/barriers.ts';
import { describeInBrowser } from '../browser/support/browser.ts';
import type { SetupApp } from './support/setup-app.ts';
import { startSetupApp } from './support/setup-app.ts';

describeInBrowser('the setup wizard', () => {
  let app: SetupApp;
  beforeAll(async () => {
    app = await startSetupApp();
  }, 120_000);
  afterAll(async () => {
    expect(app.faults).toEqual([]);
    await app.stop();
  }, 60_000);

  const press = (step: string, name: string) =>
    app.step(step).getByRole('button', { name, exact: true }).click();
  const type = (step: string, name: string, text: string) =>
    app.step(step).getByRole('textbox', { name, exact: true }).fill(text);
  const says = (step: string, words: string | RegExp) => app.step(step).getByText(words).first().waitFor();
  const counted = (words: string) => app.page.getByRole('main').getByText(words, { exact: true }).waitFor();
  const secretOf = (auth: { readonly kind: string; readonly clientSecret?: string } | undefined): string =>
    auth?.clientSecret ?? '';

  it('leaves the app usable without accounts, and invites until dismissed', async () => {
    const { page, go } = app;
    await go('#/inbox/new');
    await page.locator('[data-order]').first().waitFor(); // an order of the sample shop
    await page.getByRole('link', { name: 'Connect your shop' }).click();
    await counted('0 of 6 connected');
    await go('#/inbox/new');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await app.restart();
    await page.locator('[data-order]').first().waitFor();
    expect(await page.getByRole('link', { name: 'Connect your shop' }).count()).toBe(0);
  }, 60_000);

  it('asks once, removes the sample shop, and restores a new one', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Sample shop' }).click();
    await page.getByRole('menuitem', { name: 'Remove sample data' }).click();
    await page.getByRole('button', { name: 'Remove sample shop' }).click();
    await page.getByText('Sample shop removed.').waitFor();
    await page.getByText('No orders yet.').waitFor();
    await page.getByRole('button', { name: 'Open a new sample shop' }).click();
    await page.locator('[data-order]').first().waitFor();
  }, 60_000);

  it('shows a drawing of the place to click', async () => {
    const { page, go, step } = app;
    await go('#/setup');
    await press('Shopify', 'Connect');
    const drawing = step('Shopify').getByRole('img', { name: /^Drawing of a new version/ });
    const place = drawing.locator('[data-click="3"]');
    expect(await place.getAttribute('data-active')).toBe('false');
    await step('Shopify').getByText('Release the version.').hover();
    expect(await place.getAttribute('data-active')).toBe('true');
    await step('Shopify')
      .getByRole('checkbox', { name: /^Release the version/ })
      .focus();
    await page.mouse.move(0, 0);
    expect(await place.getAttribute('data-active')).toBe('true');
    await page.keyboard.press('Space');
  }, 60_000);

  it('names what is missing, with a link to it', async () => {
    const { page, step } = app;
    await press('Shopify', 'Check');
    await says('Shopify', 'Not connected yet: “Shop domain” is missing.');
    await press('Shopify', 'Set up');
    expect(
      await step('Shopify')
        .getByRole('textbox', { name: 'Shop domain' })
        .evaluate((at) => at === document.activeElement),
    ).toBe(true);
    await page.keyboard.type('petal-and-bean.myshopify.com');
  }, 60_000);

  it('keeps typed values after a failed check, and accepts the corrected one', async () => {
    const { services, step } = app;
    await type('Shopify', 'Client ID', 'petal-and-bean-orderbell');
    await type('Shopify', 'Client secret', 'a-wrong-secret');
    await press('Shopify', 'Save and check');
    await says('Shopify', 'signed out');
    await step('Shopify').getByRole('button', { name: 'Edit' }).waitFor();
    expect(await step('Shopify').getByRole('textbox', { name: 'Shop domain' }).inputValue()).toBe(
      'petal-and-bean.myshopify.com',
    );
    expect(await step('Shopify').getByRole('textbox', { name: 'Client ID' }).inputValue()).toBe(
      'petal-and-bean-orderbell',
    );
    // a secret is never returned
    expect(await app.page.content()).not.toContain('a-wrong-secret');
    // the status links to this step
    await app.page.getByRole('link', { name: 'Shopify is signed out Fix' }).waitFor();

    await type('Shopify', 'Client secret', secretOf(services.shopify?.auth));
    await press('Shopify', 'Save and check');
    await says('Shopify', /^Works: \d+ checks passed\.$/);
    await counted('1 of 6 connected');
    await app.page.getByRole('region', { name: 'Sync status' }).getByRole('button').click();
    await app.page.getByRole('link', { name: /^Shopify worked \d+ sec ago/ }).waitFor();
    await app.page.keyboard.press('Escape');
  }, 90_000);

  it('skips a step, shows that, and continues with the next', async () => {
    await press('Shopify', 'Next: Gmail');
    await press('Gmail', 'Skip');
    await says('Gmail', 'skipped');
    await app.step('Gmail').getByRole('button', { name: 'Set up' }).waitFor();
    await app.step('BigQuery').getByRole('button', { name: 'Close BigQuery' }).waitFor();
    await app.step('BigQuery').getByRole('checkbox').first().check({ force: true });
  }, 60_000);

  it('resumes after a restart with all its state', async () => {
    const { go, step } = app;
    await app.restart();
    await go('#/inbox/new');
    await go('#/setup');
    await counted('1 of 6 connected');
    await says('Shopify', /^connected$/);
    await says('Gmail', 'skipped');
    await step('BigQuery').getByRole('button', { name: 'Close BigQuery' }).waitFor();
    expect(await step('BigQuery').getByRole('checkbox').first().isChecked()).toBe(true);
    await step('Shopify').getByRole('button', { name: 'Edit Shopify' }).click();
    expect(
      await step('Shopify')
        .getByRole('checkbox', { name: /^Release the version/ })
        .isChecked(),
    ).toBe(true);
  }, 60_000);

  it('allows any order of steps, including a skipped one', async () => {
    const { services, step } = app;
    const { manychat, bigquery, gmail } = services;
    await press('ManyChat and Messenger', 'Connect');
    await type('ManyChat and Messenger', 'API key', manychat?.token ?? '');
    await type('ManyChat and Messenger', 'Bot key', manychat?.callbackKey ?? '');
    await press('ManyChat and Messenger', 'Add manager');
    await type('ManyChat and Messenger', 'Name of manager 1', 'Anna');
    await type('ManyChat and Messenger', 'Subscriber ID of manager 1', '7000000000000000101');
    await press('ManyChat and Messenger', 'Save and check');
    await says('ManyChat and Messenger', /^Works: \d+ checks passed\.$/);

    await press('BigQuery', 'Connect');
    await type('BigQuery', 'Project ID', bigquery?.projectId ?? '');
    await press('BigQuery', 'Save and check');
    await says('BigQuery', /^Works: \d+ checks passed\.$/);

    await press('Gmail', 'Set up');
    await type('Gmail', 'Client ID', gmail?.clientId ?? '');
    await type('Gmail', 'Client secret', gmail?.clientSecret ?? '');
    await press('Gmail', 'Save and check');
    await says('Gmail', 'Not connected yet: you still need to sign in.');
    // the result of Google's sign-in, which has no fake page
    await step('Gmail').getByText('More settings').click();
    await type('Gmail', 'Refresh token', gmail?.refreshToken ?? '');
    await press('Gmail', 'Save and check');
    await says('Gmail', /^connected$/);
    await counted('4 of 6 connected');
  }, 120_000);

  it('tests alarm, notification and message, and remembers the answers', async () => {
    const { step, toasts } = app;
    await press('Notification test', 'Test');
    await press('Notification test', 'Check');
    await says('Notification test', 'Messenger: ManyChat accepted the message to Anna');
    expect(toasts.length).toBeGreaterThan(0);
    for (const question of ['Did you hear it?', 'Did you see it?']) {
      await step('Notification test')
        .getByRole('group', { name: question })
        .getByRole('button', { name: 'Yes' })
        .click();
    }
    await says('Notification test', 'All notifications work.');
    await counted('5 of 6 connected');
  }, 90_000);

  it('passes axe in each state and in both themes', async () => {
    const { page, go } = app;
    await go('#/setup/tunnel');
    await app.step('Public address').getByRole('img').first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      // without motion, because axe would measure colours during a transition
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      expect(await barriers(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  }, 90_000);

  it('links a broken connection to its fix from every page', async () => {
    const { page, go, step, stopServices } = app;
    await stopServices();
    await go('#/setup');
    await step('Shopify').getByRole('button', { name: 'Check', exact: true }).click();
    await go('#/chats');
    const broken = page.getByRole('link', { name: 'Shopify is failing Fix' });
    await broken.waitFor({ timeout: 60_000 });
    await broken.click();
    await step('Shopify').getByRole('button', { name: 'Close Shopify' }).waitFor();
    await step('Shopify').getByRole('button', { name: 'Check now' }).waitFor();
  }, 120_000);
});
