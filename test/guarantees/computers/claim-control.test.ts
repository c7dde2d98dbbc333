import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLease } from '../../../src/main/desks/lease.ts';
import { createOwnMeans } from '../../../src/main/desks/own-means.ts';
import type { Claim } from '../../../src/main/warehouse/claim.ts';
import { createClaim } from '../../../src/main/warehouse/claim.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { createCost } from '../../../src/main/warehouse/cost.ts';
import type { DesksTable } from '../../../src/main/warehouse/desks-table.ts';
import { createDesksTable } from '../../../src/main/warehouse/desks-table.ts';
import { ensureTable } from '../../../src/main/warehouse/ensure.ts';
import { deskMeans } from '../../../src/shared/desk-source.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

/*
 * Each guard beside the same without it: a schedule in which nothing goes wrong without the guard would prove nothing of it.
 * The stand-in keeps a statement's snapshot, as BigQuery's snapshot isolation does.
 */

let clock: FakeClock;
let fake: FakeBigQuery;
beforeEach(async () => {
  clock = fakeClock();
  fake = await startFakeBigQuery(clock);
  fake.faults.billing = true;
  await ensureTable(openBigQuery(fake.config), fake.config);
});
afterEach(() => fake.close());

const desks = ['a', 'b'] as const;

/** Both claim one notice before either statement has ended. @returns how many have it */
async function winners(claimOf: (desk: string) => Claim): Promise<number> {
  fake.faults.slow = true;
  const before = fake.count('POST /jobs');
  const claims = desks.map((desk) => claimOf(desk)('n'));
  const both = Promise.all(claims);
  // a claim that waits for its statement is let go of when both have begun
  await expect.poll(() => fake.count('POST /jobs')).toBe(before + desks.length);
  fake.faults.slow = false;
  fake.finish();
  return (await both).filter((whose) => whose === 'ours').length;
}

describe('a claim of two desks at once', () => {
  const byJob =
    (idOf: (what: string, desk: string) => string) =>
    (desk: string): Claim => {
      const { settings } = memoryLedger({ clock, deskId: `desk-${desk}` });
      const cost = createCost({ settings, clock });
      const claim = createClaim(
        openBigQuery(fake.config),
        fake.config,
        deskIdSchema.parse(`desk-${desk}`),
        cost,
      );
      return (what) => claim(idOf(what, desk));
    };

  it('is won by one where the id of a job is what is claimed', async () => {
    expect(await winners(byJob((what) => what))).toBe(1);
  });

  it('would be won by both if each desk named its job itself', async () => {
    expect(await winners(byJob((what, desk) => `${what} of ${desk}`))).toBe(2);
  });

  it('would be won by both where a MERGE makes it: by its snapshot each finds nothing there', async () => {
    const entries = '`shop.crm.entries`';
    const byMerge = (desk: string): Claim => {
      const bigquery = openBigQuery(fake.config);
      return async (what) => {
        const query = `MERGE ${entries} t USING (SELECT '${what}' AS id) s ON t.id = s.id
          WHEN NOT MATCHED THEN INSERT (id, desk, seq, kind, \`at\`, recorded_at, \`by\`, data)
          VALUES ('${what}', '${desk}', 1, 'claim', CURRENT_TIMESTAMP(), CURRENT_TIMESTAMP(), 'x', PARSE_JSON('{}'))`;
        const [job] = await bigquery.createQueryJob({ query });
        await job.getQueryResults();
        // who finds the row of its own has the claim
        const rows = fake.store.table({ datasetId: 'crm', tableId: 'entries' })?.rows ?? [];
        return rows.some((row) => row.desk === desk) ? 'ours' : 'theirs';
      };
    };
    expect(await winners(byMerge)).toBe(2);
    expect(fake.ids()).toEqual(['n', 'n']);
  });
});

describe('a role that two desks take at once', () => {
  /** @returns how many of two that have both found nobody there take themselves for the receiver */
  async function holders(guarded: (table: DesksTable) => DesksTable): Promise<number> {
    const leases = desks.map((name) => {
      const { deskId, settings } = memoryLedger({ clock, deskId: `desk-${name}` });
      const table = guarded(createDesksTable(openBigQuery(fake.config), fake.config));
      return createLease({
        table,
        deskId,
        settings,
        clock,
        log: quietLog(),
        means: createOwnMeans(deskMeans, {}, clock),
        mailbox: () => null,
        onRole: () => {},
      });
    });
    // both read before either writes
    await Promise.all(leases.map((lease) => lease.now()));
    const count = leases.filter((lease) => lease.role().receiver !== null && lease.role().isOurs).length;
    await Promise.all(leases.map((lease) => lease.stop()));
    return count;
  }

  /** Lets no desk write before both have read. */
  function together(): (table: DesksTable) => DesksTable {
    let reads = 0;
    let go = (): void => {};
    const all = new Promise<void>((resolve) => {
      go = resolve;
    });
    return (table) => ({
      ...table,
      async read() {
        const known = await table.read();
        reads += 1;
        if (reads === desks.length) go();
        await all;
        return known;
      },
    });
  }

  it('is one desk’s by the mark it has read', async () => {
    const wait = together();
    expect(await holders(wait)).toBe(1);
  });

  it('would be both desks’ if a change did not name that mark', async () => {
    const wait = together();
    const unguarded = (table: DesksTable): DesksTable => ({
      ...wait(table),
      async write(known, labels) {
        for (;;) {
          const { etag } = await table.read();
          const written = await table.write({ ...known, etag }, labels);
          if (written !== null) return written;
        }
      },
    });
    expect(await holders(unguarded)).toBe(2);
  });
});
