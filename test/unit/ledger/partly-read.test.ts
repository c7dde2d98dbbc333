import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import { openLedger, openLedgerForReading, openLedgerInSteps } from '../../../src/main/ledger/open.ts';
import { saysAllOf } from '../../../src/main/ledger/partly-read.ts';
import { copyLedger } from '../../../src/main/ledger/repair/copy-ledger.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import { repairLedger } from '../../../src/main/ledger/repair/repair-ledger.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { entryDataSchemas } from '../../../src/shared/entry.ts';
import { entryIdSchema, orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { projectionOf } from '../../support/desks.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { asOlderApp } from '../../support/older-app.ts';
import { entryOf, fact, incomingOrder, received } from '../../support/orders.ts';

/* A computer one version behind, which receives events with more fields than it reads. */

const id = orderIdSchema.parse('shopify:1001');
const other = workstationIdSchema.parse('desk-2');
const came = entryOf({
  id: `received:${id}`,
  kind: 'order-received',
  desk: other,
  data: { order: incomingOrder() },
});
const taken = entryOf({
  id: 'taken:1',
  kind: 'taken',
  desk: other,
  seq: 2,
  data: { manager: 'Iryna', decision: 1, via: 'messenger' },
});

let dir: string;
let file: string;
const clock = fakeClock();
const open = (desk = 'desk-1'): Ledger =>
  openLedger({ file, clock, deskId: workstationIdSchema.parse(desk) });
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-partly-read-'));
  file = join(dir, 'ledger.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const handOn = (from: Ledger, to: Ledger) =>
  to.entries.importRemote(from.entries.ofNumbers(other, 1, 9), { by: 'link' });

describe('what a newer version says beyond what this one reads', () => {
  it('is forwarded unchanged, to a computer and to BigQuery', () => {
    const late = memoryLedger({ clock });
    asOlderApp(() => late.entries.importRemote([came, taken]));
    asOlderApp(() => {
      expect(late.entries.ofNumbers(other, 1, 9)).toEqual([came, taken]);
      late.warehouse.startOver();
      expect(late.linked.entriesOf(late.linked.waiting(clock.now(), 9))).toEqual([came, taken]);
      expect(late.orders.get(id)).not.toHaveProperty('takenVia');
    });
    const third = memoryLedger({ clock, deskId: 'desk-3' });
    handOn(late, third);
    expect(third.orders.get(id)).toMatchObject({ takenBy: 'Iryna', takenVia: 'messenger' });
  });

  it('is shown by the newer version, whatever happened before', () => {
    asOlderApp(() => {
      const late = open();
      late.entries.importRemote([came]);
      late.entries.importRemote([taken], { by: 'link' });
      late.close();
      const again = open();
      expect(again.orders.get(id)).toMatchObject({ takenBy: 'Iryna' });
      expect(again.orders.get(id)).not.toHaveProperty('takenVia');
      expect(again.verify()).toEqual([]);
      again.close();
    });
    const beside = openLedgerForReading({ file });
    expect(beside.verify()).toEqual([]);
    beside.close();

    const updated = open();
    expect(updated.orders.get(id)).toMatchObject({ takenBy: 'Iryna', takenVia: 'messenger' });
    expect(updated.verify()).toEqual([]);
    const never = memoryLedger({ clock });
    never.entries.importRemote([came, taken]);
    expect(projectionOf(updated)).toEqual(projectionOf(never));
    updated.close();
  });

  it('is shown also in the text of the second computer’s event', () => {
    const later = {
      ...taken,
      desk: 'desk-3',
      seq: 1,
      recordedAt: 9,
      data: { manager: 'Iryna', decision: 1 },
    };
    asOlderApp(() => {
      const late = open();
      late.entries.importRemote([came, later, taken]);
      late.close();
    });
    const updated = open();
    expect(updated.orders.get(id)).toMatchObject({ takenVia: 'messenger' });
    expect(updated.entries.ofNumbers(other, 2, 2)).toEqual([taken]);
    updated.close();
  });

  it('is read no more than once by the version that reads it', () => {
    asOlderApp(() => {
      const late = open();
      late.entries.importRemote([came, taken]);
      late.close();
    });
    const noted = () => {
      const database = openDatabase(file);
      const rows = database.all('SELECT desk, seq FROM partly_read');
      database.close();
      return rows;
    };
    expect(noted()).toEqual([{ desk: other, seq: 2 }]);
    open().close();
    expect(noted()).toEqual([]);
  });

  it('is parsed once more by the older version, then no more', () => {
    let read = 0;
    asOlderApp(() => {
      const late = open();
      late.entries.importRemote([came, taken]);
      late.close();
      const counted = entryDataSchemas.taken.refine(() => {
        read += 1;
        return true;
      });
      Object.assign(entryDataSchemas, { taken: counted });
      open().close();
      expect(read).toBe(1);
      open().close();
      expect(read).toBe(1);
    });
    const updated = open();
    expect(updated.orders.get(id)).toMatchObject({ takenVia: 'messenger' });
    updated.close();
  });

  it('is read in steps, however much of it there is', async () => {
    const many = Array.from({ length: 600 }, (_, at) => ({
      ...taken,
      id: entryIdSchema.parse(`taken:${at}`),
      seq: at + 2,
      data: { ...taken.data, decision: at + 1 },
    }));
    asOlderApp(() => {
      const late = open();
      late.entries.importRemote([came, ...many]);
      late.close();
    });
    const reported: unknown[] = [];
    const options = { file, clock, deskId: workstationIdSchema.parse('desk-1') };
    const updated = await openLedgerInSteps(options, (progress) => reported.push(progress));
    expect(reported).toEqual([
      { done: 250, total: 600 },
      { done: 500, total: 600 },
    ]);
    expect(updated.orders.get(id)).toMatchObject({ takenVia: 'messenger' });
    expect(updated.verify()).toEqual([]);
    updated.close();
  });

  it('is no fault until the newer version starts, and hides none', () => {
    const link = { draftId: 'draft-1', tag: 'tag-1', subscriberId: '42' };
    const draft = { draftId: 'draft-1', state: 'ready', tag: 'tag-1', title: 'Peonies' };
    const touch = { subscriberId: '42', name: 'Olena', lastWords: 'peonies, please', wantsManager: false };
    const moreEvents = [
      entryOf({ id: 'd', kind: 'draft-changed', orderId: null, desk: other, seq: 3, data: draft }),
      entryOf({ id: 't', kind: 'touched', orderId: null, desk: other, seq: 4, data: touch }),
      entryOf({ id: 'l', kind: 'draft-linked', orderId: id, desk: other, seq: 5, data: link }),
    ];
    asOlderApp(() => {
      const late = open();
      late.entries.append(received(incomingOrder({ sourceId: '7' })));
      late.entries.importRemote([came, taken, ...moreEvents]);
      late.close();
    });
    const faults = () => {
      const beside = openLedgerForReading({ file });
      const found = beside.verify();
      beside.close();
      return found;
    };
    expect(faults()).toEqual([]);
    changeFile(file, "UPDATE order_bodies SET body = json_set(body, '$.notes', json('[{}]'))");
    expect(faults()).toEqual(['Order shopify:7 is not what its entries add up to.']);
  });

  it('is kept and forwarded by a copied ledger under its new id', () => {
    asOlderApp(() => {
      const copy = open();
      copy.entries.append(received(incomingOrder()));
      copy.entries.append(fact({ id: 'n', kind: 'note-added', orderId: id, data: { text: 'here' } }));
      copy.copied.part([{ ...taken, desk: copy.deskId }], 2);
      copy.close();
      const renamed = open();
      expect(renamed.deskId).not.toBe('desk-1');
      const loaded = renamed.warehouse.range({ firstSeq: 1, lastSeq: 9 });
      expect(loaded.filter(({ kind }) => kind === 'taken').map(({ data }) => data)).toEqual([taken.data]);
      renamed.close();
    });
    const updated = open();
    expect(updated.orders.get(id)).toMatchObject({ takenVia: 'messenger' });
    expect(updated.verify()).toEqual([]);
    updated.close();
  });

  it('is still known of a ledger that was repaired meanwhile', () => {
    asOlderApp(() => {
      const late = open();
      late.entries.importRemote([came, taken]);
      late.close();
      repairLedger({ file, now: clock.now(), deskId: late.deskId });
    });
    const updated = open();
    expect(updated.orders.get(id)).toMatchObject({ takenVia: 'messenger' });
    expect(updated.verify()).toEqual([]);
    updated.close();
  });

  it('is recovered from the events of a broken ledger', () => {
    asOlderApp(() => {
      const late = open();
      const duplicate = { ...taken, desk: workstationIdSchema.parse('desk-3'), seq: 1, recordedAt: 9 };
      late.entries.importRemote([came, duplicate, taken]);
      late.close();
      changeFile(file, 'DELETE FROM partly_read');
      repairLedger({ file, now: clock.now(), deskId: late.deskId });
    });
    const updated = open();
    expect(updated.orders.get(id)).toMatchObject({ takenVia: 'messenger' });
    expect(updated.verify()).toEqual([]);
    updated.close();
  });

  it('is in a repaired ledger from its newest source', () => {
    const less = { manager: 'Iryna', decision: 1 };
    const third = { desk: workstationIdSchema.parse('desk-3'), recordedAt: 9 };
    const note = entryOf({
      id: 'n',
      kind: 'note-added',
      orderId: id,
      desk: other,
      seq: 3,
      data: { text: 'a' },
    });
    const ledger = open();
    // from computers that read less of it; the second records the same fact
    const complete = [taken, { ...taken, ...third, seq: 1 }];
    ledger.entries.importRemote([came, ...complete.map((entry) => ({ ...entry, data: less })), note], {
      by: 'link',
    });
    copyLedger(placesOf(file), clock.now());
    ledger.entries.importRemote(complete);
    ledger.close();
    changeFile(
      file,
      'DROP TRIGGER entries_stay; UPDATE entries SET data = \'{"text":"b"}\' WHERE id = \'n\'',
    );
    repairLedger({ file, now: clock.now(), deskId: ledger.deskId });
    const repaired = open();
    // BigQuery is asked for all of it
    expect(repaired.entries.seen().size).toBe(0);
    repaired.entries.importRemote(complete);
    expect(repaired.orders.get(id)).toMatchObject({ takenVia: 'messenger', notes: [{ text: 'a' }] });
    expect(repaired.entries.ofNumbers(other, 2, 3)).toEqual([taken, note]);
    expect(repaired.entries.ofNumbers(third.desk, 1, 1)).toEqual([complete[1]]);
    expect(repaired.verify()).toEqual([]);
    repaired.close();
  });
});

it('distinguishes a different amount or list from a shorter event', () => {
  const whole = { a: 1, list: [{ b: 2, c: 3 }], inner: { d: null } };
  expect(saysAllOf(whole, { list: [{ c: 3 }], a: 1 })).toBe(true);
  expect(saysAllOf({ list: [{ c: 3 }], a: 1 }, whole)).toBe(false);
  for (const part of [{ a: 2 }, { list: [] }, { list: { 0: { b: 2, c: 3 } } }, { inner: {}, e: 1 }, null]) {
    expect(saysAllOf(whole, part)).toBe(false);
  }
});

it('an event from the link can be completed until BigQuery shows it', () => {
  const database = openDatabase(':memory:');
  migrate(database);
  database.exec(`INSERT INTO entries (id, desk, seq, order_id, kind, at, recorded_at, by, data)
    VALUES ('n', 'desk-2', 1, 'manual:0', 'note-added', 1, 1, 'Anna', '{"text":"x"}')`);
  const change = (what: string) => () => database.run(`UPDATE entries SET ${what} WHERE id = 'n'`);
  const more = `data = '{"text":"x","pinned":true}'`;
  expect(change(more)).toThrow(/never changed/);
  database.run("INSERT INTO linked_numbers (desk, seq, at) VALUES ('desk-2', 1, 5)");
  expect(change(more)()).toBe(1);
  expect(change("by = 'Taras'")).toThrow(/never changed/);
  database.run('DELETE FROM linked_numbers');
  expect(change(more)).toThrow(/never changed/);
});
