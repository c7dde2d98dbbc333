import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on the page, each as `rule: where`, so that a failure says what to look at. A mail's own text is a
 * stranger's, in a frame in which no script may run, axe's as little as another; that the frame has a name is looked at here.
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
