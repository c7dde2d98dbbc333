import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubOf } from '../../../src/main/cluster/hub.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { anyFact } from '../../support/any-fact.ts';
import { fakeClock } from '../../support/clock.ts';
import { append, projectionOf } from '../../support/desks.ts';
import type { Emulator } from '../../support/emulator.ts';
import { emulatorMissing, startEmulator } from '../../support/emulator.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact } from '../../support/orders.ts';
import { listeningDesk, loadInto } from '../../unit/cluster/dataset-desk.ts';

const clock = fakeClock();
let emulator: Emulator;

describe.skipIf(emulatorMissing !== null)(
  `a ledger restored from the BigQuery emulator${emulatorMissing ? ` (${emulatorMissing})` : ''}`,
  () => {
    beforeAll(async () => {
      emulator = await startEmulator();
    }, 240_000);
    // undefined when it never started
    afterAll(() => emulator?.close());

    it('restores every kind of event, and later events by sequence number', async () => {
      const { config } = emulator;
      const anna = memoryLedger({ clock, deskId: 'desk-anna' });
      const taras = memoryLedger({ clock, deskId: 'desk-taras' });
      const facts = fc.sample(anyFact, { numRuns: 300, seed: 7 });
      for (const [at, draft] of facts.entries()) {
        append({ ledger: at % 2 === 0 ? anna : taras, clock }, [draft]);
        await clock.advance(3_600_000);
      }
      const half = Math.floor(taras.entries.list().length / 2);
      await loadInto(config, clock, anna);
      await loadInto(config, clock, taras, [1, half]);

      const fresh = memoryLedger({ clock, deskId: 'desk-new' });
      const app = listeningDesk(fresh, clock, config, { concludes: false });
      await app.sync?.now();
      expect(app.sync?.status()).toMatchObject({ problem: null, unreadable: 0 });
      await loadInto(config, clock, taras, [half + 1, 1000]);
      await app.connection.check();
      await app.stop();

      const whole = memoryLedger({ clock, deskId: 'desk-whole' });
      whole.entries.importRemote([...anna.entries.each(), ...taras.entries.each()], { quiet: true });
      expect(fresh.entries.seen()).toEqual(whole.entries.seen());
      expect(projectionOf(fresh)).toEqual(projectionOf(whole));
      for (const ledger of [anna, taras, fresh, whole]) ledger.close();
    }, 120_000);

    it('finds the rows of a copy, and none in duplicate rows', async () => {
      const { config } = emulator;
      const ledger = memoryLedger({ clock, deskId: 'desk-copied' });
      const strange = async () => {
        const warehouse = createWarehouse({ config, ledger, clock, log: quietLog() });
        const rows = await hubOf(config, warehouse, ledger.deskId)?.dataset.ownNumbers(0);
        return ledger.copied.strangeAmong(rows ?? []).map(({ id }) => id);
      };
      const note = { kind: 'note-added', orderId: 'shopify:1', data: { text: 'a note' } } as const;
      append({ ledger, clock }, [
        fact({ ...note, id: 'note:first' }),
        fact({ ...note, id: 'note:квітка' }),
        fact({ ...note, id: 'note:third' }),
      ]);
      await loadInto(config, clock, ledger, [1, 2]);
      await loadInto(config, clock, ledger, [2, 2]);
      expect(await strange()).toEqual([]);
      const copy = memoryLedger({ clock, deskId: 'desk-copied' });
      append({ ledger: copy, clock }, [fact({ ...note, id: 'note:of the copy' })]);
      await loadInto(config, clock, copy);
      expect(await strange()).toEqual(['note:of the copy']);
      for (const each of [ledger, copy]) each.close();
    }, 120_000);
  },
);
