import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hrefTo } from '../../src/renderer/state/routes/route.ts';
import type { ByLanguage, Language } from '../../src/shared/languages.ts';
import { languages } from '../../src/shared/languages.ts';
import { resources } from '../../src/shared/texts.ts';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import type { Words } from './support/clipped-words.ts';
import { clippedWords } from './support/clipped-words.ts';
import { report } from './support/figures.ts';
import type { Place } from './support/places.ts';
import { overlaysOf, routes, statesOf } from './support/places.ts';
import type { PseudoBuild } from './support/pseudo-build.ts';
import { buildPseudo } from './support/pseudo-build.ts';
import type { Morning } from './support/sample-life.ts';
import { liveAMorning } from './support/sample-life.ts';
import { watchCalls } from './support/settled.ts';

const usual = { width: 1280, height: 800 };
/** The same window at 200 %. */
const doubled = { width: 640, height: 400 };

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const isInLanguage = (page: Page, language: Language) =>
  page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);

describeInBrowser('switching', () => {
  const ux = openUx({ ledger: 'sample', services: 'none' });

  /** A reload removes it. */
  const mark = (): Promise<void> =>
    ux.page.evaluate(() => {
      document.documentElement.dataset.notReloaded = 'yes';
    });
  const isMarked = (): Promise<string | undefined> =>
    ux.page.evaluate(() => document.documentElement.dataset.notReloaded);
  const isFocused = (place: Locator): Promise<boolean> =>
    place.evaluate((element) => element === document.activeElement);
  const radio = (value: string): Locator => ux.page.locator(`input[type=radio][value="${value}"]`).first();
  const openMenu = (): Promise<void> => ux.page.locator('nav button[aria-haspopup=dialog]').last().click();

  describe.each(['settings', 'inbox'] as const)('on the page %s', (where) => {
    beforeAll(async () => {
      await ux.load(hrefTo(where));
      // other pages have the same settings in the menu of the rail
      if (where !== 'settings') await openMenu();
      await radio('en').waitFor({ state: 'attached' });
      await mark();
    });

    it('to another language neither reloads the page nor loses the focus', async () => {
      await radio('en').focus();
      for (const language of ['uk', 'pl', 'en'] as const) {
        await ux.page.keyboard.press('ArrowRight');
        await isInLanguage(ux.page, language);
        expect(await isFocused(radio(language))).toBe(true);
      }
      expect(await isMarked()).toBe('yes');
    });

    it('to another theme or density neither reloads nor loses the focus', async () => {
      await radio('auto').focus();
      for (const theme of ['light', 'dark']) {
        await ux.page.keyboard.press('ArrowRight');
        await ux.page.waitForFunction(
          (wanted) => document.documentElement.dataset.mantineColorScheme === wanted,
          theme,
        );
        expect(await isFocused(radio(theme))).toBe(true);
      }
      await ux.page.keyboard.press('ArrowRight');
      await radio('comfortable').focus();
      await ux.page.keyboard.press('ArrowRight');
      expect(await isFocused(radio('compact'))).toBe(true);
      await ux.page.keyboard.press('ArrowLeft');
      expect(await isMarked()).toBe('yes');
    });
  });

  it('to compact rows lowers them at once, still large enough to click', async () => {
    await ux.call('sample.order', { path: 'shopify' });
    await ux.load(hrefTo('inbox', { path: ['all'] }));
    const heightOf = async (density: string): Promise<number> => {
      const row = ux.page.locator(`[data-order][data-density=${density}]`).first();
      await row.waitFor();
      return (await row.boundingBox())?.height ?? 0;
    };
    const airy = await heightOf('comfortable');
    await openMenu();
    await radio('compact').focus();
    await ux.page.keyboard.press('Space');
    const compact = await heightOf('compact');
    expect(compact).toBeLessThan(airy);
    expect(compact).toBeGreaterThanOrEqual(24);
  });
});

describeInBrowser('a computer in another time zone', () => {
  const ux = openUx({ ledger: 'sample', services: 'none', context: { timezoneId: 'America/New_York' } });

  it('shows shop time, and formats amounts and phones by language', async () => {
    const { page } = ux;
    await liveAMorning(ux.call);
    const { timeZone, country } = await ux.call('app.state', undefined);
    expect([timeZone, country]).toEqual(['Europe/Kyiv', 'UA']);
    const { rows } = await ux.call('orders.list', { view: 'all', text: '', offset: 0, limit: 50 });
    const details = await Promise.all(rows.map(({ id }) => ux.call('orders.get', { id })));
    const found = details.find(
      ({ order: { content } }) =>
        content.customer.phone?.startsWith('+380') && content.total && content.total.minor % 100 === 0,
    );
    if (!found) throw new Error('the sample shop has no order with a telephone and a whole amount');
    const { order, timeline } = found;
    await ux.load(hrefTo('inbox', { path: ['all'], params: { order: order.id } }));

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
      await ux.call('app.setLanguage', { language });
      await isInLanguage(page, language);
      await page.locator('#order-panel time').first().waitFor();
      const seen = plain((await page.locator('#order-panel').textContent()) ?? '');
      expect(seen).toContain(clock('Europe/Kyiv'));
      expect(seen).not.toContain(clock('America/New_York'));
      expect(seen).toContain(amounts[language]);
      expect(seen).toMatch(/0\d\d \d{3} \d{4}/);
    }
  });
});

/** The texts of a language without order data. */
const textsOf = (language: Language): readonly string[] =>
  Object.values<{ readonly [key: string]: string }>(resources[language])
    .flatMap((catalogue) => Object.values(catalogue))
    .filter((text) => !text.includes('{{'));

const cards: readonly Place[] = ['shopify', 'gmail', 'bigquery', 'manychat', 'tunnel'].map((name) => ({
  name: `setup-${name}`,
  hash: hrefTo('setup', { path: [name] }),
}));

describeInBrowser('no text is clipped', () => {
  const ux = openUx({ ledger: 'sample', services: 'none', context: { reducedMotion: 'reduce' } });
  let settled: () => Promise<void>;
  let morning: Morning;
  let cutOff = 0;
  beforeAll(async () => {
    settled = watchCalls(ux.page);
    morning = await liveAMorning(ux.call);
  });

  /** Each clipped text once, with the first place where it was seen. */
  async function cutOffIn(words: Words): Promise<readonly string[]> {
    const { page } = ux;
    const cut = new Map<string, string>();
    for (const { name, hash, reach } of [...routes, ...cards, ...statesOf(morning), ...overlaysOf(morning)]) {
      await ux.go(hash);
      await page.mouse.move(630, 390); // move the pointer away from an old tooltip
      await settled();
      await reach?.(page);
      await settled();
      for (const each of await clippedWords(page, words)) if (!cut.has(each)) cut.set(each, name);
      if (reach) await page.keyboard.press('Escape');
    }
    cutOff += cut.size;
    return [...cut].map(([each, place]) => `${place}: ${each}`);
  }

  it('detects clipping by a box, an ellipsis and the window', async () => {
    const { page } = ux;
    await page.evaluate(() => {
      const place = document.createElement('div');
      place.id = 'too-narrow';
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
        box.textContent = `${name} ⟦Much too long for it⟧`;
        place.append(box);
      }
      document.body.append(place);
    });
    const found = await clippedWords(page, { begin: '⟦', end: '⟧' });
    await page.evaluate(() => document.getElementById('too-narrow')?.remove());
    expect(found.map((each) => each.replace(/^.* is cut by /, ''))).toEqual([
      'p.box',
      'p.dots',
      'the window',
    ]);
  });

  describe.each(languages)('at twice the size in %s', (language) => {
    it('on any page', async () => {
      await ux.page.setViewportSize(doubled);
      await ux.call('app.setLanguage', { language });
      await isInLanguage(ux.page, language);
      expect(await cutOffIn({ texts: textsOf(language) })).toEqual([]);
    }, 240_000);
  });

  describe('in a language with 40 % longer words', () => {
    let pseudo: PseudoBuild;
    beforeAll(async () => {
      pseudo = await buildPseudo();
      await ux.call('app.setLanguage', { language: 'en' });
      await pseudo.into(ux.page);
    });
    afterAll(() => pseudo.remove());

    it.each([usual, doubled])(
      'on any page at $width × $height',
      async (size) => {
        await ux.page.setViewportSize(size);
        await ux.page.getByText('⟦').first().waitFor();
        expect(await cutOffIn({ begin: '⟦', end: '⟧' })).toEqual([]);
      },
      240_000,
    );
  });

  it('in total', () => report(24, 'words cut off', cutOff));
});
