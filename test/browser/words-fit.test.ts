import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resources } from '../../src/renderer/i18n/resources.ts';
import { hrefTo, pages } from '../../src/renderer/state/route.ts';
import type { Language } from '../../src/shared/languages.ts';
import { languages } from '../../src/shared/languages.ts';
import { describeInBrowser } from './support/browser.ts';
import type { Words } from './support/clipped-words.ts';
import { clippedWords } from './support/clipped-words.ts';
import type { PseudoBuild } from './support/pseudo-build.ts';
import { buildPseudo } from './support/pseudo-build.ts';
import type { SampleDesk } from './support/sample-desk.ts';
import { sampleDesk } from './support/sample-desk.ts';

/** 1280 × 800 at 200 per cent. */
const doubled = { width: 640, height: 400 };
const usual = { width: 1280, height: 800 };

/** What a language says that has nothing of an order in it. */
const textsOf = (language: Language): readonly string[] =>
  Object.values<{ readonly [key: string]: string }>(resources[language])
    .flatMap((catalogue) => Object.values(catalogue))
    .filter((text) => !text.includes('{{'));

describeInBrowser('no word is cut off', () => {
  let desk: SampleDesk;
  sampleDesk((ready) => {
    desk = ready;
  });

  /** Each cut once, with the first place where it was seen. */
  async function cutOnPages(page: Page, words: Words): Promise<readonly string[]> {
    const cut = new Map<string, string>();
    const look = async (name: string): Promise<void> => {
      await page.waitForLoadState('networkidle');
      for (const each of await clippedWords(page, words)) {
        if (!cut.has(each)) cut.set(each, name);
      }
    };
    const go = (hash: string): Promise<void> =>
      page.evaluate((to) => {
        location.hash = to;
      }, hash);
    for (const name of pages) {
      await go(hrefTo(name));
      await page.locator('main h1, main [role=tablist], main form').first().waitFor();
      await look(name);
    }
    for (const card of ['shopify', 'gmail', 'bigquery', 'manychat', 'tunnel']) {
      await go(hrefTo('setup', { path: [card] }));
      await page.locator(`main form`).first().waitFor();
      await look(`setup of ${card}`);
    }
    await go(hrefTo('inbox', { path: ['all'] }));
    const first = await page.locator('[data-order]').first().getAttribute('data-order');
    await go(hrefTo('inbox', { path: ['all'], params: { order: first ?? '' } }));
    await page.locator('#order-panel h2, #order-panel h1').first().waitFor();
    await look('an order');
    await page.keyboard.press('?');
    await page.locator('[role=dialog]').first().waitFor();
    await look('the keys');
    await page.keyboard.press('Escape');
    await page.locator('nav button[aria-haspopup=dialog]').last().click();
    await page.locator('[role=dialog]').first().waitFor();
    await look('look and sound');
    await page.keyboard.press('Escape');
    return [...cut].map(([each, place]) => `${place}: ${each}`);
  }

  async function speak(page: Page, language: Language): Promise<void> {
    await page.request.post(new URL('/api/call', page.url()).href, {
      data: { name: 'app.setLanguage', input: { language } },
      headers: { origin: new URL(page.url()).origin },
    });
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  }

  it('finds a word that is cut off by a box, by three dots or by the window', async () => {
    const { page } = desk;
    await page.setViewportSize(usual);
    await page.evaluate(() => {
      const place = document.createElement('div');
      place.id = 'too-narrow';
      const text = '⟦Much too long for it⟧';
      const boxes = {
        box: 'width: 40px; overflow: hidden; white-space: nowrap',
        dots: 'width: 40px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis',
        window: 'position: fixed; left: -40px; white-space: nowrap',
        scroller: 'width: 40px; overflow: auto; white-space: nowrap',
      };
      for (const [name, style] of Object.entries(boxes)) {
        const box = document.createElement('p');
        box.className = name;
        box.setAttribute('style', style);
        box.textContent = `${name} ${text}`;
        place.append(box);
      }
      document.body.append(place);
    });
    const found = await clippedWords(page, { begin: '⟦', end: '⟧' });
    expect(found.map((each) => each.replace(/^.* is cut by /, ''))).toEqual([
      'p.box',
      'p.dots',
      'the window',
    ]);
    await page.evaluate(() => document.getElementById('too-narrow')?.remove());
  });

  describe.each(languages)('at twice the size in %s', (language) => {
    it('on any page', async () => {
      const { page } = desk;
      await page.setViewportSize(doubled);
      await speak(page, language);
      expect(await cutOnPages(page, { texts: textsOf(language) })).toEqual([]);
    });
  });

  describe('by a language whose words are 40 % longer', () => {
    let pseudo: PseudoBuild;
    beforeAll(async () => {
      pseudo = await buildPseudo();
      await speak(desk.page, 'en');
      await pseudo.into(desk.page);
    });
    afterAll(() => pseudo.remove());

    it.each([usual, doubled])('on any page at $width × $height', async (size) => {
      const { page } = desk;
      await page.setViewportSize(size);
      await page.getByText('⟦').first().waitFor();
      expect(await cutOnPages(page, { begin: '⟦', end: '⟧' })).toEqual([]);
    });
  });
});
