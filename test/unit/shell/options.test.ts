import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { defaultDataDir } from '../../../src/main/shell/data-dir.ts';
import { freePort } from '../../../src/main/shell/free-port.ts';
import { readOptions } from '../../../src/main/shell/options.ts';

const machine = (environment: Record<string, string> = {}) => ({
  platform: 'linux',
  home: '/home/anna',
  environment,
});

it('takes flags before the environment, and the environment before what is usual', () => {
  const environment = {
    ORDERBELL_DATA_DIR: '/from/env',
    ORDERBELL_UI_PORT: '8000',
    ORDERBELL_RECEIVER_PORT: '8001',
  };
  expect(
    readOptions(['--headless', '--data-dir', '/from/flag', '--ui-port=0'], machine(environment)),
  ).toEqual({
    dataDir: '/from/flag',
    sampleShop: false,
    ui: { port: 0, namedBy: '--ui-port' },
    receiver: { port: 8001, namedBy: 'ORDERBELL_RECEIVER_PORT' },
  });
  expect(readOptions(['--sample-shop'], machine())).toMatchObject({
    dataDir: '/home/anna/.local/share/orderbell',
    sampleShop: true,
    ui: { namedBy: null },
  });
});

it.each([
  [
    ['--ui-port', 'many'],
    {},
    '--ui-port: "many" is not a port; use a number from 1 to 65535, or 0 for any free port',
  ],
  [['--receiver-port', '70000'], {}, '--receiver-port: "70000" is not a port'],
  [[], { ORDERBELL_UI_PORT: '-1' }, 'ORDERBELL_UI_PORT: "-1" is not a port'],
  [['--data-dir'], {}, '--data-dir'],
  [['--data-dir='], {}, '--data-dir: empty'],
  [['--sampel-shop'], {}, "Unknown option '--sampel-shop'; known here: --headless --sample-shop"],
  [['here'], {}, '"here" is not a flag'],
  [['--second', '127.0.0.1:8085'], {}, '--second: only the sample shop'],
  [
    ['--sample-shop', '--second', 'evil.example:1'],
    {},
    '--second: "evil.example:1" is not a server on this computer',
  ],
])('names what is wrong with %j %j in one line', (args, environment, message) => {
  expect(() => readOptions(args, machine(environment))).toThrow(message);
  expect(() => readOptions(args, machine(environment))).toThrow(/^[^\n]*$/);
});

it.each([
  ['linux', {}, '/home/anna/.local/share/orderbell'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/orderbell'],
  ['darwin', {}, '/home/anna/Library/Application Support/Orderbell'],
])('keeps data where %s keeps it', (platform, environment, dir) => {
  expect(defaultDataDir({ platform, home: '/home/anna', environment })).toBe(dir);
});

it('requires a named port, and changes a default one', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  expect(await freePort({ port, namedBy: null })).toBe(0);
  await expect(freePort({ port, namedBy: '--ui-port' })).rejects.toThrow(
    `--ui-port: port ${port} is used by another program; choose another, or 0 for any free port`,
  );
  await new Promise((resolve) => other.close(resolve));
  expect(await freePort({ port, namedBy: '--ui-port' })).toBe(port);
});
