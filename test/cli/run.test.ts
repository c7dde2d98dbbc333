import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bufferedOutput } from '../../src/main/cli/output.ts';
import { runCli } from '../../src/main/cli/run.ts';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../src/main/intake/same-order/decide-same.ts';
import { ledgerFileIn, openDataDir } from '../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { placesOf } from '../../src/main/ledger/repair/places.ts';
import type { Ledger } from '../../src/main/ports.ts';
import { writeMode } from '../../src/main/settings/mode.ts';
import { openSettingsFile } from '../../src/main/settings/settings-file.ts';
import { openBigQuery } from '../../src/main/warehouse/client.ts';
import { ensureTable } from '../../src/main/warehouse/ensure.ts';
import { labelOf } from '../../src/main/warehouse/shop-label.ts';
import { resources } from '../../src/renderer/i18n/resources.ts';
import { entryIdSchema, orderIdOf } from '../../src/shared/ids.ts';
import type { Mode } from '../../src/shared/mode.ts';
import { incomingOrderSchema } from '../../src/shared/order.ts';
import { misspell } from '../support/broken-file.ts';
import { changeFile } from '../support/change-file.ts';
import { fakeClock } from '../support/clock.ts';
import { startFakeBigQuery } from '../support/fake-bigquery.ts';
import { quietLog } from '../support/log.ts';

const { en } = resources;
let dir: string;
let environment: { readonly [name: string]: string };
const clock = fakeClock('2025-03-04T10:00:00Z');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-cli-'));
  environment = { ORDERBELL_DATA_DIR: dir };
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function cli(...args: readonly string[]) {
  const lines: string[] = [];
  const said: string[] = [];
  const output = bufferedOutput(
    (text) => lines.push(...text.trimEnd().split('\n')),
    (text) => said.push(text),
  );
  const machine = { platform: 'linux', home: dir, environment };
  const code = await runCli(args, machine, output);
  output.flush();
  return { code, lines, said };
}

/** A ledger with two orders, kept open as a running app keeps it. */
function fill(mode: Mode, numbers: readonly string[] = ['1041', '1042']): Ledger {
  const dataDir = openDataDir(dir);
  const ledger = openLedger({ file: dataDir.ledgerFile(mode), clock, deskId: dataDir.deskId });
  dataDir.close();
  const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
  for (const number of numbers) {
    recorder.record(
      incomingOrderSchema.parse({
        source: number.startsWith('DS') ? 'mail:dostavo' : 'shopify',
        sourceId: number,
        version: 1,
        content: {
          number,
          paymentStatus: 'paid',
          currency: 'UAH',
          total: { minor: 56_000, currency: 'UAH' },
          customer: { name: 'Olena' },
          items: [],
        },
      }),
      { by: 'test', ring: true },
    );
  }
  return ledger;
}

const numbersOf = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).number);

it.each(['--help', '-h', 'orders --help'])('tells how every command is called: %s', async (asked) => {
  const { code, lines, said } = await cli(...asked.split(' '));
  expect([code, said]).toEqual([0, []]);
  expect(lines).toContain('notices [--since ISO] [--format json|csv]');
  expect(lines).toHaveLength(8);
});

describe('orders', () => {
  it('prints one order a line, oldest first, beside the app that writes them', async () => {
    const ledger = fill('shop');
    const { code, lines } = await cli('orders');
    ledger.close();
    expect(code).toBe(0);
    expect(numbersOf(lines)).toEqual(['1041', '1042']);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      source: 'shopify',
      total: '560.00',
      warehouse: 'off',
    });
  });

  it('keeps to a source and a time', async () => {
    fill('shop', ['1041', 'DS-1']).close();
    expect(numbersOf((await cli('orders', '--source', 'mail:dostavo')).lines)).toEqual(['DS-1']);
    expect((await cli('orders', '--since', '2025-03-04T10:00:01Z')).lines).toEqual([]);
    expect((await cli('orders', '--since', '2025-03-04')).lines).toHaveLength(2);
  });

  it('leaves out what another order tells, unless its parts are asked for, which say whose they are', async () => {
    const ledger = fill('shop', ['1041', 'DS-1']);
    const [keep, drop] = [orderIdOf('shopify', '1041'), orderIdOf('mail:dostavo', 'DS-1')];
    createSameOrders({ ledger, clock }).merge(keep, drop, 'Anna');
    ledger.close();
    const whole = await cli('orders');
    expect(whole.lines.map((line) => JSON.parse(line))).toMatchObject([
      { number: '1041', parts: [{ id: drop, why: 'merged' }] },
    ]);
    const { lines } = await cli('orders', '--parts', '--format', 'csv');
    const at = lines[0]?.split(',').indexOf('partOf') ?? -1;
    expect(lines.slice(1).map((line) => line.split(',')[at])).toEqual(['', keep]);
  });

  it('prints CSV with a head', async () => {
    fill('shop').close();
    const { lines } = await cli('orders', '--format', 'csv');
    expect(lines[0]).toMatch(/^id,source,sourceId,number,/);
    expect(lines).toHaveLength(3);
  });

  it('reads the ledger the app says it uses', async () => {
    fill('shop', ['1']).close();
    fill('sample', ['2']).close();
    expect(numbersOf((await cli('orders')).lines)).toEqual(['1']);
    writeMode(dir, 'sample', quietLog());
    expect(numbersOf((await cli('orders')).lines)).toEqual(['2']);
  });
});

describe('notices', () => {
  function tell(ledger: Ledger, number: string, state: 'sent' | 'refused', reason: string): void {
    const orderId = orderIdOf('shopify', number);
    ledger.entries.append({
      id: entryIdSchema.parse(`notified:${number}`),
      orderId,
      at: clock.now(),
      by: 'orderbell',
      kind: 'notified',
      data: {
        manager: 'Anna',
        channel: 'messenger',
        state,
        at: clock.now(),
        queuedAt: clock.now() - 2_000,
        releasedBy: 'waited',
        reason,
      },
    });
  }

  it('prints what became of each, oldest first, in JSON or in CSV that no spreadsheet runs', async () => {
    const ledger = fill('shop');
    tell(ledger, '1041', 'sent', 'with the others');
    tell(ledger, '1042', 'refused', '=HYPERLINK("x")');
    ledger.close();
    const { lines } = await cli('notices');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        queuedAt: '2025-03-04T09:59:58.000Z',
        endedAt: '2025-03-04T10:00:00.000Z',
        releasedBy: 'waited',
        state: 'sent',
        manager: 'Anna',
        channel: 'messenger',
        occasion: 'new-order',
        number: '1041',
        source: 'shopify',
      },
      { state: 'refused', number: '1042' },
    ]);
    const csv = (await cli('notices', '--format', 'csv')).lines;
    expect(csv[0]).toMatch(/^queuedAt,releasedBy,state,reason,/);
    expect(csv[2]).toContain(`refused,"'=HYPERLINK(""x"")"`);
  });

  it('keeps to a time', async () => {
    const ledger = fill('shop');
    tell(ledger, '1041', 'sent', '');
    ledger.close();
    expect((await cli('notices', '--since', '2025-03-04T10:00:00Z')).lines).toEqual([]);
    expect((await cli('notices', '--since', '2025-03-04')).lines).toHaveLength(1);
    expect((await cli('notices', '--since', 'yesterday')).code).toBe(2);
  });
});

describe('what cannot be done', () => {
  it.each([
    [[], 'no command; known are orders, notices, entries, verify, doctor, drill, mail read, mail learn'],
    [['ordres'], 'no command named "ordres"'],
    [['constructor'], 'no command named "constructor"'],
    [
      ['orders', '--sinse', 'x'],
      "Unknown option '--sinse'; known here: --data-dir --since --source --format",
    ],
    [['orders', '--since', 'yesterday'], '--since: "yesterday" is not an ISO time'],
    [['orders', '--data-dir', ''], '--data-dir: empty; give the path of a folder'],
    [['orders', '--source', 'ebay'], '--source: "ebay" is not a source'],
    [['orders', '--format', 'xml'], '--format: "xml" is not a format; use json or csv'],
    [['orders'], 'holds no ledger; start Orderbell once, or name its folder with --data-dir'],
    [['orders', 'today'], '"today" is one word too many: orders [--since ISO]'],
    [['entries', '7'], '"7" is one word too many: entries'],
    [['verify', 'it'], '"it" is one word too many: verify'],
    [['drill', 'mail'], '"mail" is one word too many: drill [--path P]'],
    [['doctor', 'json'], '"json" is one word too many: doctor [--json]'],
    [['mail', 'read'], 'one FILE is needed: mail read FILE'],
    [['mail', 'learn', 'a.eml'], '--values is needed: mail learn FILE --values VALUES.json'],
    [['mail', 'read', '/nowhere.eml'], '/nowhere.eml cannot be read'],
  ])('is said of %j in one line, with exit code 2', async (args, message) => {
    const { code, lines, said } = await cli(...args);
    expect(code).toBe(2);
    expect(lines).toEqual([]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(message);
    expect(said[0]).not.toContain('\n');
  });
});

it('prints the log, one entry a line', async () => {
  fill('shop').close();
  const { code, lines } = await cli('entries');
  expect(code).toBe(0);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { seq: 1, kind: 'order-received', orderId: 'shopify:1041' },
    { seq: 2, kind: 'order-received', orderId: 'shopify:1042' },
  ]);
});

describe('verify', () => {
  it('finds a sound ledger sound', async () => {
    fill('shop').close();
    const { code, lines, said } = await cli('verify');
    expect({ code, lines }).toEqual({ code: 0, lines: [] });
    expect(said[0]).toContain('sound');
  });

  it('calls a file that is no ledger a fault', async () => {
    fill('shop').close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${ledgerFileIn(dir, 'shop')}${end}`, { force: true });
    writeFileSync(
      ledgerFileIn(dir, 'shop'),
      'not a database, though long enough to look like one'.repeat(100),
    );
    const { code, lines } = await cli('verify');
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
  });
});

describe('doctor', () => {
  it('finds nothing wrong with a fresh desk', async () => {
    fill('shop').close();
    const { code, lines } = await cli('doctor', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ok: true });
  });

  it('looks at the settings the app would look at, not at others of the same name', async () => {
    fill('shop').close();
    environment = { ...environment, SHOPIFY_SHOP: 'not a shop' };
    const { code } = await cli('doctor');
    environment = { ...environment, ORDERBELL_SHOPIFY_SHOP: 'not a shop' };
    const wrong = await cli('doctor');
    expect({ code, wrong: wrong.code }).toEqual({ code: 0, wrong: 1 });
    expect(wrong.lines.join('\n')).toContain('✗ Settings: ORDERBELL_SHOPIFY_SHOP');
  });

  it('calls an entry that another version wrote no damage, and sends nobody to a backup for it', async () => {
    fill('shop').close();
    changeFile(
      ledgerFileIn(dir, 'shop'),
      `INSERT INTO entries (id, desk, seq, order_id, kind, at, recorded_at, by, data)
      SELECT 'word:new', desk, 3, 'shopify:1041', 'whispered', at, recorded_at, by, '{}' FROM entries LIMIT 1`,
    );
    const { code, lines } = await cli('doctor');
    expect(code).toBe(1);
    const text = lines.join('\n');
    expect(text).toMatch(/✓ Ledger: .* is sound/);
    expect(text).toMatch(/✗ Entries set aside: .*entry word:new \(whispered\) is set aside/);
    expect(text).toContain('→ Install the newest Orderbell');
    expect(text).not.toContain('it repairs its ledger');
  });

  it('notes a broken file for the next start, which repairs it then, and promises no repair of what is wrong in a sound one', async () => {
    fill('shop').close();
    const file = ledgerFileIn(dir, 'shop');
    const { met } = placesOf(file);
    changeFile(file, 'UPDATE tallies SET open_orders = open_orders + 1');
    const wrong = (await cli('doctor')).lines.join('\n');
    expect(wrong).toContain('where that does not help, report it');
    expect(existsSync(met)).toBe(false);
    misspell(file, 'entries_of_order', 'shopify:1041');
    const broken = (await cli('doctor')).lines.join('\n');
    expect(broken).toContain('it repairs its ledger');
    expect(existsSync(met)).toBe(true);
  });

  it.each([
    ['an earlier', 1, 'Start Orderbell once'],
    ['a newer', 999, 'update Orderbell'],
  ])(
    'promises no repair of a ledger of %s app, notes no damage of it and says what helps',
    async (_, version, helps) => {
      fill('shop').close();
      const file = ledgerFileIn(dir, 'shop');
      changeFile(file, `PRAGMA user_version = ${version}`);
      for (const command of ['doctor', 'verify']) {
        const { code, lines } = await cli(command);
        expect(code).toBe(1);
        expect(lines.join('\n')).toContain(helps);
        expect(lines.join('\n')).not.toContain('repairs');
      }
      expect(existsSync(placesOf(file).met)).toBe(false);
    },
  );

  it('counts as parked what the app counts: no notice, and whatever else waits for a person', async () => {
    const ledger = fill('shop');
    const park = (kind: string) => {
      const id = ledger.outbox.put({ kind, key: kind, payload: { manager: 'Anna', subscriberId: '7' } });
      if (id) ledger.outbox.park(id, 'Messenger window closed');
    };
    park('notify.newOrder');
    const healthy = await cli('doctor');
    expect({ code: healthy.code, lines: healthy.lines }).toMatchObject({
      code: 0,
      lines: expect.arrayContaining([expect.stringMatching(/✓ Outbox: nothing parked/)]),
    });
    park('ticket.print');
    const ill = await cli('doctor');
    expect(ill.lines.join('\n')).toMatch(/✗ Outbox: 1 parked/);
    for (const name of [en.completeness.title, en.order.retryParked])
      expect(ill.lines.join('\n')).toContain(name);
    ledger.close();
  });

  it('calls no account well that was set up in the app, whose keys it cannot have', async () => {
    fill('shop').close();
    openSettingsFile(join(dir, 'settings.json')).change({
      values: {
        SHOPIFY_SHOP: 'typed.myshopify.com',
        GMAIL_CLIENT_ID: 'id',
        MANAGERS: 'Anna:1',
        TUNNEL: 'none',
        NGROK_DOMAIN: 'of-before.ngrok.app',
      },
    });
    const { code, lines } = await cli('doctor');
    const notAsked = 'not asked: set up in the app; see its Doctor page';
    expect(lines).toEqual(
      expect.arrayContaining([
        `– Shopify: ${notAsked}`,
        `– Gmail: ${notAsked}`,
        '✓ BigQuery: not set in this environment',
        `– ManyChat: ${notAsked}`,
        '✓ Tunnel: not set in this environment',
      ]),
    );
    expect(code).toBe(0);
  });

  it('judges whose the dataset of this environment is by the shop that was typed in the app, and that of the sample shop by none', async () => {
    const fake = await startFakeBigQuery();
    onTestFinished(() => fake.close());
    const { config } = fake;
    const whose = { label: () => labelOf('22'), hear: () => true };
    await ensureTable(openBigQuery(config), config, whose);
    environment = {
      ...environment,
      ORDERBELL_BIGQUERY_PROJECT: config.projectId,
      ORDERBELL_BIGQUERY_DATASET: config.dataset,
      ORDERBELL_BIGQUERY_API_BASE: config.apiBase ?? '',
    };
    fill('sample').close();
    const ledger = fill('shop');
    ledger.settings.set('shopify.id:typed.myshopify.com', '11');
    ledger.close();
    openSettingsFile(join(dir, 'settings.json')).change({ values: { SHOPIFY_SHOP: 'Typed.myshopify.com' } });
    const said = (await cli('doctor')).lines.join('\n');
    expect(said).toContain('✗ BigQuery can be read: The dataset crm holds the orders of another shop');
    expect(fake.count('/jobs')).toBe(0);
    writeMode(dir, 'sample', quietLog());
    expect((await cli('doctor')).lines.join('\n')).toContain('✓ BigQuery can be read');
  });

  it('says so where what was typed in the app cannot be read', async () => {
    fill('shop').close();
    writeFileSync(join(dir, 'settings.json'), '{"version":');
    const { code, lines } = await cli('doctor');
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/✗ Settings: .*settings\.json is damaged/);
  });

  it('says what is wrong and what to do', async () => {
    const { code, lines } = await cli('doctor');
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('✗ Ledger: ');
  });
});

it('mail read refuses a file that is no recipe, naming what is wrong with it', async () => {
  writeFileSync(join(dir, 'mail.html'), '<p>Order 1</p>');
  writeFileSync(join(dir, 'recipe.json'), '{"format":1}');
  const { code, said } = await cli(
    'mail',
    'read',
    join(dir, 'mail.html'),
    '--recipe',
    join(dir, 'recipe.json'),
  );
  expect(code).toBe(2);
  expect(said[0]).toMatch(/is not a recipe: \w+/);
});
