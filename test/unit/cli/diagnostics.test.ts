import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ledgerFileIn } from '../../../src/main/ledger/data-dir.ts';
import { newestVersion } from '../../../src/main/ledger/migrate.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import { writeMode } from '../../../src/main/settings/mode.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { ensureTable } from '../../../src/main/warehouse/ensure.ts';
import { labelOf } from '../../../src/main/warehouse/shop-label.ts';
import { resources } from '../../../src/shared/texts.ts';
import { misspell } from '../../support/broken-file.ts';
import { changeFile } from '../../support/change-file.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { quietLog } from '../../support/log.ts';
import { cli, dir, eachWithDataDir, fill, setInEnvironment } from './data-dir.ts';

const { en } = resources;
eachWithDataDir();

describe('the doctor command', () => {
  it('finds nothing wrong with a fresh data directory', async () => {
    fill('shop').close();
    const { code, lines } = await cli('doctor', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ok: true });
  });

  it('checks the app’s own settings, not others of the same name', async () => {
    fill('shop').close();
    setInEnvironment({ SHOPIFY_SHOP: 'not a shop' });
    const { code } = await cli('doctor');
    setInEnvironment({ ORDERBELL_SHOPIFY_SHOP: 'not a shop' });
    const wrong = await cli('doctor');
    expect({ code, wrong: wrong.code }).toEqual({ code: 0, wrong: 1 });
    expect(wrong.lines.join('\n')).toContain('✗ Settings: ORDERBELL_SHOPIFY_SHOP');
  });

  it('calls an event of another version no damage', async () => {
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
    expect(text).not.toContain('it repairs its database');
  });

  it('notes a broken file for repair at the next start', async () => {
    fill('shop').close();
    const file = ledgerFileIn(dir, 'shop');
    const { met } = placesOf(file);
    changeFile(file, 'UPDATE tallies SET open_orders = open_orders + 1');
    const wrong = (await cli('doctor')).lines.join('\n');
    expect(wrong).toContain('if that does not help, report it');
    expect(existsSync(met)).toBe(false);
    misspell(file, 'entries_of_order', 'shopify:1041');
    const broken = (await cli('doctor')).lines.join('\n');
    expect(broken).toContain('it repairs its database');
    expect(existsSync(met)).toBe(true);
  });

  it.each([
    ['an earlier', newestVersion() - 1, 'Start Orderbell once'],
    ['a newer', newestVersion() + 1, 'update Orderbell'],
  ])('promises no repair of a ledger of %s app, and explains why', async (_, version, helps) => {
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
  });

  it('counts as parked what the app counts, without notifications', async () => {
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

  it('reports no account of the app as well without its keys', async () => {
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
    const notAsked = 'not asked: set up in the app; see its Diagnostics page';
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

  it('checks the dataset against the shop typed in the app', async () => {
    const fake = await startFakeBigQuery();
    onTestFinished(() => fake.close());
    const { config } = fake;
    const whose = { label: () => labelOf('22'), hear: () => true };
    await ensureTable(openBigQuery(config), config, whose);
    setInEnvironment({
      ORDERBELL_BIGQUERY_PROJECT: config.projectId,
      ORDERBELL_BIGQUERY_DATASET: config.dataset,
      ORDERBELL_BIGQUERY_API_BASE: config.apiBase ?? '',
    });
    fill('sample').close();
    const ledger = fill('shop');
    ledger.settings.set('shopify.id:typed.myshopify.com', '11');
    ledger.close();
    openSettingsFile(join(dir, 'settings.json')).change({ values: { SHOPIFY_SHOP: 'Typed.myshopify.com' } });
    const output = (await cli('doctor')).lines.join('\n');
    expect(output).toContain('✗ BigQuery can be read: The dataset crm belongs to another shop');
    expect(fake.count('/jobs')).toBe(0);
    writeMode(dir, 'sample', quietLog());
    expect((await cli('doctor')).lines.join('\n')).toContain('✓ BigQuery can be read');
  });

  it('leaves the public address to another computer that leads', async () => {
    const fake = await startFakeBigQuery();
    onTestFinished(() => fake.close());
    const ledger = fill('shop');
    ledger.settings.set('cluster.leader', 'desk-2');
    ledger.close();
    setInEnvironment({
      ORDERBELL_BIGQUERY_PROJECT: fake.config.projectId,
      ORDERBELL_BIGQUERY_DATASET: fake.config.dataset,
      ORDERBELL_BIGQUERY_API_BASE: fake.config.apiBase ?? '',
      ORDERBELL_PUBLIC_URL: 'https://bell.invalid',
    });
    expect((await cli('doctor')).lines).toContain('– Public address: This computer is not the leader');
  });

  it('leaves it also when BigQuery was set in the app', async () => {
    const ledger = fill('shop');
    ledger.settings.set('cluster.leader', 'desk-2');
    ledger.close();
    const values = { BIGQUERY_PROJECT: 'moss-and-fern', BIGQUERY_DATASET: 'orders' };
    openSettingsFile(join(dir, 'settings.json')).change({ values });
    setInEnvironment({ ORDERBELL_PUBLIC_URL: 'https://bell.invalid' });
    expect((await cli('doctor')).lines).toContain('– Public address: This computer is not the leader');
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
