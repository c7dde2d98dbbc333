import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { prove } from '../../../guarantees/prove.ts';
import type { Files, Item, Looked } from './checklist.ts';
import { checklist, moreMistakes } from './checklist.ts';
import { electronDesk } from './electron-desk.ts';
import type { Mistake } from './mistakes.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');
const isBuilt = existsSync(join(root, 'out/preload/index.cjs'));

const sources = readdirSync(join(root, 'src/main'), { recursive: true, encoding: 'utf8' })
  // the shell without a window is no part of the desktop app
  .filter((file) => file.endsWith('.ts') && !file.startsWith(join('shell', 'headless')))
  .map((file) => read('src/main', file))
  .join('\n');
const files = (): Files => ({
  preload: read('out/preload/index.cjs'),
  page: read('out/renderer/index.html'),
  packageJson: read('package.json'),
  lockFile: read('package-lock.json'),
  sources,
  fuses: read('packaging/fuses.ts'),
});

describe.skipIf(!isBuilt)('the security checklist of a desktop window (needs npm run build)', () => {
  const { state: at, start } = electronDesk();

  /** The shell with all its windows: that of a migration, the app's own, and that of a ticket. */
  async function shellWith(mistake: Mistake = () => {}): Promise<Looked> {
    const { double } = await start({
      mistake,
      onHost: ({ catchingUp }) => {
        catchingUp({ percent: 1, language: 'en' });
        catchingUp({ percent: null, language: 'en' });
      },
    });
    at.host.printer?.print({ hash: '#/print', printer: '', papers: 1 }).catch(() => {}); // there is no layout
    return { double, asked: () => at.desk.asked.length, files: files() };
  }
  const seen = async ({ holds, mistake, misbuilt = (same) => same }: Item): Promise<boolean> => {
    const shell = await shellWith(mistake);
    return !(await holds({ ...shell, files: misbuilt(shell.files) }));
  };

  it.each(checklist.map((item): [number, string, Item] => [item.number, item.name, item]))(
    '%i: %s',
    async (_number, _name, { holds }) => {
      expect(await holds(await shellWith())).toBe(true);
    },
  );

  it('has all twenty, and a mistake in each would be seen', async () => {
    const held: number[] = [];
    const noticed: string[] = [];
    for (const item of checklist) {
      if (await item.holds(await shellWith())) held.push(item.number);
      if (await seen(item)) noticed.push(item.name);
    }
    for (const [number, name, mistake] of moreMistakes) {
      const item = checklist.find((one) => one.number === number);
      if (item !== undefined && (await seen({ ...item, mistake }))) noticed.push(name);
    }
    prove(20, 'items', new Set(held).size);
    prove(20, 'mistakes seen', noticed.length);
    expect(held).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const names = [...checklist, ...moreMistakes.map(([, name]) => ({ name }))].map(({ name }) => name);
    expect(noticed).toEqual(names);
  });
});
