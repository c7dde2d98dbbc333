import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The violations that axe finds on the page, as `rule: where`. Mail frames are excluded, because no script may run
 * in them; only their names are checked.
 */
export async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(rules)
    .exclude('iframe[sandbox]')
    .options({ iframes: false })
    .analyze();
  const nameless = await page.locator('iframe:not([title])').count();
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
    ...Array.from({ length: nameless }, () => 'frame-title: iframe'),
  ];
}
