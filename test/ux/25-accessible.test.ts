import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/shared/languages.ts';
import { languages } from '../../src/shared/languages.ts';
import { barriers } from '../browser/support/barriers.ts';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { report } from './support/figures.ts';
import type { Place } from './support/places.ts';
import { overlaysOf, routes, statesOf } from './support/places.ts';
import type { Morning } from './support/sample-life.ts';
import { liveAMorning } from './support/sample-life.ts';
import { watchCalls } from './support/settled.ts';
import { themes } from './support/themes.ts';

const combinations = languages.flatMap((language) => themes.map((theme) => ({ language, theme })));

describeInBrowser('axe violations', () => {
  const ux = openUx({ ledger: 'sample', services: 'none', context: { reducedMotion: 'reduce' } });
  let morning: Morning;
  let settled: () => Promise<void>;
  let found = 0;
  beforeAll(async () => {
    settled = watchCalls(ux.page);
    morning = await liveAMorning(ux.call);
  });

  async function inLanguage(language: Language): Promise<void> {
    await ux.call('app.setLanguage', { language });
    await ux.page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  }

  /** Visits each place and returns `place: rule: where`. */
  async function allBarriers(page: Page, places: readonly Place[]): Promise<readonly string[]> {
    const all: string[] = [];
    for (const { name, hash, reach } of places) {
      // overlays need a newly loaded page, without leftovers of the previous one
      if (reach === undefined) await ux.go(hash);
      else await ux.load(hash);
      await page.mouse.move(700, 790); // move the pointer away from an old tooltip
      await settled();
      await reach?.(page);
      await settled();
      all.push(...(await barriers(page)).map((barrier) => `${name}: ${barrier}`));
    }
    found += all.length;
    return all;
  }

  describe.each(combinations)('in $language, $theme', ({ language, theme }) => {
    beforeAll(async () => {
      await ux.page.emulateMedia({ colorScheme: theme });
      await inLanguage(language);
    });

    it('are zero on every page', async () => {
      expect(await allBarriers(ux.page, routes)).toEqual([]);
    }, 180_000);

    it('are zero on a page with work in progress', async () => {
      expect(await allBarriers(ux.page, statesOf(morning))).toEqual([]);
    }, 180_000);

    it('are zero in overlays', async () => {
      expect(await allBarriers(ux.page, overlaysOf(morning))).toEqual([]);
    }, 180_000);
  });

  it('are zero in total', () => report(25, 'found by axe', found));
});
