import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contactDerived } from '../../../src/main/ledger/contacts.ts';
import { customersDerived } from '../../../src/main/ledger/customer-index/rebuild.ts';
import { salesDerived } from '../../../src/main/ledger/insights/sales.ts';
import { noticesDerived } from '../../../src/main/ledger/notices.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { orderFoldSetting } from '../../../src/main/ledger/rebuild-orders.ts';
import { goodsDerived, wordsDerived } from '../../../src/main/ledger/rebuild-search.ts';
import { orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { byForm } from '../../support/form.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { prove } from '../prove.ts';

const orders = 45;
const mailed = 15;
const deaths = byForm({ short: 3, full: 10, long: 150 });
const child = fileURLToPath(new URL('opening-child.ts', import.meta.url));
const flags = ['--disable-warning=ExperimentalWarning', child];
const derived = [contactDerived, noticesDerived, customersDerived, salesDerived, wordsDerived, goodsDerived];

let dir: string;
let base: string;
const open = (file: string) =>
  openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });

/** A ledger of an earlier app: its mail orders and its projections have older versions. */
function makeBase(): void {
  const ledger = open(base);
  ledger.transaction(() => {
    for (let number = 1; number <= orders; number += 1) {
      const customer = { name: `Olena ${number % 9}`, phone: `+3806700000${number % 9}0` };
      ledger.entries.append(received(incomingOrder({ sourceId: String(number), customer })));
      if (number % 3 > 0) continue;
      const orderId = orderIdOf('shopify', String(number));
      const data = { manager: 'Anna', decision: 1 };
      ledger.entries.append(fact({ id: `taken:${number}`, kind: 'taken', orderId, data }));
      const mail = { source: 'mail:dostavo', sourceId: String(number), customer };
      const ofMail = orderIdOf(mail.source, mail.sourceId);
      const order = incomingOrder({ ...mail, version: 2 });
      ledger.entries.append(received(incomingOrder(mail)));
      ledger.entries.append(
        fact({ id: `later:${number}`, kind: 'order-updated', orderId: ofMail, data: { order } }),
      );
    }
  });
  ledger.close();
  const names = [...derived.map(({ setting }) => setting), orderFoldSetting];
  changeFile(
    base,
    `UPDATE settings SET value = 'another' WHERE name IN (${names.map((name) => `'${name}'`).join(', ')});
     UPDATE order_bodies SET body = json_remove(body, '$.firstVersion');
     UPDATE contacts SET words = 'nobody';`,
  );
}

/** The orders of an opened ledger, and the errors its check finds. */
function lookInto(file: string) {
  const ledger = open(file);
  const found = {
    faults: ledger.verify(),
    orders: [...ledger.orders.each()].map(({ order }) => order),
    customers: ledger.customers.search('+380670000010', 8).map(({ name }) => name),
  };
  ledger.close();
  return found;
}

const copyTo = (name: string): string => {
  const copy = join(dir, `${name}.db`);
  copyFileSync(base, copy);
  return copy;
};

/** Opens a copy and dies before it is fully open. */
function dieAt(statement: number): string {
  const copy = copyTo(`died-${statement}`);
  const { signal } = spawnSync(process.execPath, [...flags, copy, String(statement)]);
  expect(signal).toBe('SIGKILL');
  return copy;
}

let statements: number;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-opening-'));
  base = join(dir, 'base.db');
  makeBase();
  statements = Number(execFileSync(process.execPath, [...flags, copyTo('count'), '0']));
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('opens completely after a crash at any statement of an upgrade', {
  timeout: 600_000,
}, () => {
  expect(statements).toBeGreaterThan(orders);
  const whole = lookInto(copyTo('whole'));
  expect(whole).toMatchObject({ faults: [], orders: { length: orders + mailed } });
  const places = Array.from({ length: deaths }, (_, nth) => 1 + Math.floor((nth * statements) / deaths));
  const half = places.filter(
    (statement) => JSON.stringify(lookInto(dieAt(statement))) !== JSON.stringify(whole),
  );
  expect(half).toEqual([]);
  prove(4, 'openings', places.length);
  prove(4, 'half upgraded', half.length);
});

it('detects a half-upgraded ledger that was marked complete too early', {
  timeout: 60_000,
}, () => {
  const copy = dieAt(Math.floor(statements / 2));
  changeFile(
    copy,
    derived
      .map(({ setting, rule }) => `UPDATE settings SET value = '${rule}' WHERE name = '${setting}';`)
      .join('\n'),
  );
  expect(lookInto(copy).faults).not.toEqual([]);
});
