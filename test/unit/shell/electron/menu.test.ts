import { expect, it, vi } from 'vitest';
import { languages } from '../../../../src/shared/languages.ts';
import { electronDesk } from './electron-desk.ts';

const { state: at, start } = electronDesk();

type Item = { role?: string; type?: string; label?: string; accelerator?: string; submenu?: Item[] };

async function menuOn(platform: string, language: (typeof languages)[number]): Promise<readonly Item[]> {
  at.desk.language = language;
  const { double } = await start({ platform });
  await vi.waitFor(() => expect(double.happened.menus.length).toBeGreaterThan(language === 'en' ? 0 : 1));
  return JSON.parse(double.happened.menus.at(-1) ?? '[]') as Item[]; // made by the shell
}

const shown = (items: readonly Item[]): readonly Item[] =>
  items
    .flatMap((item) => [item, ...(item.submenu ?? [])])
    .filter(({ type, accelerator }) => type !== 'separator' && accelerator === undefined);

it.each(['darwin', 'win32', 'linux'])('words every item of the menu itself on %s', async (platform) => {
  for (const language of languages) {
    const unworded = shown(await menuOn(platform, language)).filter(({ label }) => !label);
    // macOS names the menu of the app after the app
    expect(unworded.map(({ role }) => role)).toEqual(platform === 'darwin' ? ['appMenu'] : []);
  }
});

it('has the app menu on macOS in the reader’s language', async () => {
  const [app] = await menuOn('darwin', 'uk');
  expect(app?.submenu?.map(({ role }) => role ?? '-')).toEqual([
    'about',
    '-',
    'services',
    '-',
    'hide',
    'hideOthers',
    'unhide',
    '-',
    'quit',
  ]);
  expect(app?.submenu?.at(-1)?.label).toBe('Вийти');
});

it('zooms in by Ctrl+= as well as by Ctrl++', async () => {
  const items = (await menuOn('linux', 'en')).flatMap(({ submenu = [] }) => submenu);
  const zooms = items.filter(({ role }) => role === 'zoomIn');
  expect(zooms.map(({ accelerator }) => accelerator)).toEqual([undefined, 'CommandOrControl+=']);
});
