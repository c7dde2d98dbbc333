import { expect, it } from 'vitest';
import type { CommandName } from '../../src/shared/contract.ts';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { report } from './support/figures.ts';
import { hold } from './support/hold.ts';

/** Every list page with its command. */
const lists: readonly { readonly hash: string; readonly asks: CommandName; readonly nextStep: RegExp }[] = [
  { hash: '#/inbox/all', asks: 'orders.list', nextStep: /Connect a source/ },
  { hash: '#/chats', asks: 'chats.list', nextStep: /./ },
  { hash: '#/payment-links', asks: 'drafts.list', nextStep: /./ },
  { hash: '#/mail-templates', asks: 'mailTemplates.list', nextStep: /./ },
  { hash: '#/notification-log', asks: 'notifications.list', nextStep: /./ },
];
const unreachable = {
  kind: 'unreachable',
  message: 'The ledger does not answer',
  fix: 'Restart Orderbell',
} as const;

describeInBrowser('an empty list', () => {
  const ux = openUx({
    ledger: 'empty',
    services: 'none',
    environment: { ORDERBELL_MANAGERS: 'Anna:7000000000000000101' },
  });

  it.each(lists)('names the next step with a button on the first day: $hash', async ({ hash, nextStep }) => {
    const { page } = ux;
    await ux.call('sample.remove', undefined).catch(() => undefined);
    await ux.load(hash);
    // the text and its button are in the middle of the page
    const button = page.locator('main p + button, main p + a').filter({ hasText: nextStep }).first();
    await button.waitFor({ timeout: 5_000 });
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it.each([
    ['#/inbox/all?q=nobody', 'Clear search and filters', '#/inbox/all'],
    ['#/notification-log?q=nobody', 'Show all', '#/notification-log'],
  ])('offers to clear the filter when nothing matches: %s', async (hash, words, cleared) => {
    const { page } = ux;
    await ux.load(hash);
    const clear = page.getByRole('main').getByRole('button', { name: words });
    await clear.click();
    await expect.poll(() => new URL(page.url()).hash).toBe(cleared);
  });

  it.each(lists)('shows what failed and what still works, and retries: $hash', async ({ hash, asks }) => {
    const { page } = ux;
    await ux.load('#/setup');
    const held = await hold(page, asks, () => ({ fail: unreachable }));
    // the stores load at the start of the window
    await page.reload();
    await ux.go(hash);
    const alert = page.getByRole('main').getByRole('alert');
    await alert.waitFor();
    const words = await alert.locator('p').allTextContents();
    expect(words.length).toBeGreaterThanOrEqual(4);
    expect(words).toContain(unreachable.message);
    expect(words.join(' ')).toContain(unreachable.fix);
    await held.letGo();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
  });
});

describeInBrowser('a loading list', () => {
  const ux = openUx({ services: 'none' });

  it('shows a skeleton only after a fifth of a second', async () => {
    const { page } = ux;
    await ux.load('#/setup');
    const held = await hold(page, 'orders.list', () => ({ answerAfter: 2_500 }));
    await page.addInitScript(`(() => {
      const seen = { from: null, shape: null };
      window.waited = seen;
      const ask = window.fetch;
      window.fetch = (...given) => {
        if (seen.from === null && String(given[1]?.body).includes('orders.list')) seen.from = performance.now();
        return ask(...given);
      };
      new MutationObserver(() => {
        const place = document.querySelector('main [role=status][aria-label]');
        if (place?.firstElementChild && seen.shape === null) seen.shape = performance.now();
      }).observe(document, { childList: true, subtree: true });
    })()`);
    const runs: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      await ux.load('#/inbox/all');
      await page.locator('[data-order]').first().waitFor();
      const { from, shape } = await page.evaluate<{ from: number; shape: number }>('window.waited');
      runs.push(Math.round(shape - from));
    }
    report(15, 'earliest skeleton', runs);
    await held.letGo();
  });

  it('never waits when it was shown before', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await ux.go('#/chats');
    await page.locator('#order-list').waitFor({ state: 'detached' });
    const held = await hold(page, 'orders.list', () => ({ answerAfter: 3_000 }));
    await page.evaluate(() => {
      const seen = { shape: false };
      Object.assign(window, { seen });
      new MutationObserver(() => {
        if (document.querySelector('main [role=status][aria-label] > *')) seen.shape = true;
      }).observe(document.body, { childList: true, subtree: true });
    });
    await ux.go('#/inbox/all');
    await page.locator('[data-order]').first().waitFor({ timeout: 1_000 });
    await page.waitForTimeout(600);
    expect(await page.evaluate('window.seen.shape')).toBe(false);
    await held.letGo();
  });
});
