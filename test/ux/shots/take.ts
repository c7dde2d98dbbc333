// Screenshots of every screen: `npm run shots [-- NAME…]`, or `npm run shots -- --readme` for the four of the
// README.
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { Language } from '../../../src/shared/languages.ts';
import { languages } from '../../../src/shared/languages.ts';
import { startApp } from '../../browser/support/app.ts';
import { launchChromium } from '../../browser/support/chromium.ts';
import { httpCaller } from '../../browser/support/http-caller.ts';
import type { Place } from '../support/places.ts';
import { overlaysOf, routes, statesOf } from '../support/places.ts';
import { liveAMorning } from '../support/sample-life.ts';
import { watchCalls } from '../support/settled.ts';
import type { Theme } from '../support/themes.ts';
import { themes } from '../support/themes.ts';
import { packPng } from './pack-png.ts';

const root = join(import.meta.dirname, '../../..');
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const largestForReadme = 200_000;

type Shot = {
  readonly place: string;
  readonly language: Language;
  readonly theme: Theme;
  readonly width: number;
};
/** The screenshots of the README and the tour. */
const forReadme: readonly Shot[] = [
  { place: 'order-taken', language: 'en', theme: 'light', width: 1280 },
  { place: 'custom-order', language: 'en', theme: 'light', width: 1280 },
  { place: 'trainer', language: 'en', theme: 'light', width: 1280 },
  { place: 'notifications', language: 'en', theme: 'light', width: 1280 },
  { place: 'sync', language: 'en', theme: 'light', width: 1280 },
  { place: 'insights', language: 'en', theme: 'dark', width: 1280 },
];

const nameOf = ({ place, language, theme, width }: Shot): string =>
  `${place}.${language}.${theme}.${width}.png`;

const wishes = process.argv.slice(2);
const isReadme = wishes.includes('--readme');
const names = wishes.filter((wish) => !wish.startsWith('--'));
const folder = isReadme ? join(root, 'resources/screens') : join(root, 'shots');

const app = await startApp({ args: ['--sample-shop'] });
const browser = await launchChromium();
try {
  const first = await browser.newContext();
  await (await first.newPage()).goto(app.ui);
  const origin = new URL(app.ui).origin;

  const call = httpCaller(first.request, () => origin);

  const morning = await liveAMorning(call);
  const places = [...routes, ...statesOf(morning), ...overlaysOf(morning)].filter(
    ({ name }) => names.length === 0 || names.some((wanted) => name.startsWith(wanted)),
  );
  const isWanted = (shot: Shot): boolean =>
    !isReadme || forReadme.some((wanted) => nameOf(wanted) === nameOf(shot));

  // a run with names keeps the other pictures
  if (names.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  for (const language of languages) {
    await call('app.setLanguage', { language });
    for (const theme of themes) {
      for (const viewport of sizes) {
        const wanted = places.filter(({ name }) =>
          isWanted({ place: name, language, theme, width: viewport.width }),
        );
        if (wanted.length === 0) continue;
        const context = await browser.newContext({
          viewport,
          colorScheme: theme,
          reducedMotion: 'reduce',
          timezoneId: 'Europe/Kyiv',
          storageState: await first.storageState(),
        });
        for (const place of wanted) {
          const file = join(folder, nameOf({ place: place.name, language, theme, width: viewport.width }));
          await take(context, `${origin}/${place.hash}`, place, file);
          taken += 1;
        }
        await context.close();
      }
    }
  }
  console.log(`${taken} pictures in ${folder}`);
} finally {
  await browser.close();
  await app.stop();
}

async function take(context: BrowserContext, address: string, place: Place, file: string): Promise<void> {
  const page = await context.newPage();
  const settled = watchCalls(page);
  await page.goto(address);
  // an untouched window is muted, and shows that over the page
  await page.mouse.click(80, 26);
  await settled();
  await reach(page, place);
  await settled();
  const png = await page.screenshot();
  writeFileSync(file, isReadme ? packPng(png) : png);
  await page.close();
  const { size } = statSync(file);
  if (isReadme && size > largestForReadme)
    throw new Error(`${file} has ${size} bytes; at most ${largestForReadme} go into the README`);
}

/** A picture of an incomplete page is better than none. */
async function reach(page: Page, { name, reach: act }: Place): Promise<void> {
  await act?.(page).catch((error: unknown) => console.error(`${name}: ${String(error).split('\n')[0]}`));
}
