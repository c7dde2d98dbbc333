import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDataDir } from '../../../../src/main/ledger/data-dir.ts';
import { electronDesk } from './electron-desk.ts';

const { state: at, start } = electronDesk();
const link = 'orderbell://order/shopify%3A1042';
const order = 'app://orderbell/#/inbox/all?order=shopify%3A1042';

it('shows why it cannot start once the system can show a box', async () => {
  const { double } = await start({ args: ['--receiver-port=many'] });
  expect(double.happened.errors).toEqual([expect.stringMatching(/is not a port/)]);
  expect(double.happened.exitCode).toBe(2);
});

it('opens the order of an early second start', async () => {
  let secondStart = (): void => {};
  const { double } = await start({
    mistake: ({ app }) => {
      secondStart = () => void app.emit('second-instance', {}, ['orderbell.exe', link], '/');
    },
    onHost: () => secondStart(),
  });
  await vi.waitFor(() => expect(double.happened.loaded.at(-1)).toBe(order));
});

it('registers the same notification class on Windows each start', async () => {
  const [first, second] = [
    await start({ isPackaged: true, platform: 'win32' }),
    await start({ isPackaged: true, platform: 'win32' }),
  ];
  const [asked = ''] = first.double.happened.asked;
  expect(asked).toMatch(/^is started by \{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
  expect(first.double.happened.asked.indexOf('names itself app.orderbell.desktop')).toBe(1);
  expect(second.double.happened.asked).toContain(asked);
  const linux = await start({ isPackaged: true, platform: 'linux' });
  expect(linux.double.happened.asked).toEqual(['opens orderbell:']);
});

describe('a start by a link', () => {
  /** A start by the system: without flags, and without the variables of a terminal. */
  const byLink = () => start({ own: [], args: [link], environment: { ORDERBELL_DATA_DIR: '' } });
  const userDataIn = (dir: string): string => join(dir, 'window');
  const usual = () => join(at.root, '.local/share/orderbell');
  const other = () => join(at.root, 'data');
  let close = (): void => {};
  afterEach(() => close());

  it('goes to the app that runs on another data directory', async () => {
    await start();
    close = openDataDir(other()).close;
    expect((await byLink()).double.happened.paths.userData).toBe(userDataIn(other()));
  });

  it('opens the default data directory where no app runs on another', async () => {
    await start();
    expect((await byLink()).double.happened.paths.userData).toBe(userDataIn(usual()));
  });

  it('goes to the app that runs on the default data directory', async () => {
    await start();
    const both = [openDataDir(other()), openDataDir(usual())];
    close = () => {
      for (const dir of both) dir.close();
    };
    expect((await byLink()).double.happened.paths.userData).toBe(userDataIn(usual()));
  });

  it('notes no data directory but another than the default one', async () => {
    const note = join(usual(), 'data-dir.json');
    await start({ own: ['--receiver-port', '0'], environment: { ORDERBELL_DATA_DIR: '' } });
    expect(existsSync(note)).toBe(false);
    await start();
    expect(JSON.parse(readFileSync(note, 'utf8'))).toEqual({ dataDir: other() });
  });
});
