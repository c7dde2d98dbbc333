import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createDiagnostics } from '../../../../src/main/health/diagnostics/diagnostics.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { openBigQuery } from '../../../../src/main/warehouse/client.ts';
import { ensureTable } from '../../../../src/main/warehouse/ensure.ts';
import { labelOf, noteVerdict } from '../../../../src/main/warehouse/shop-label.ts';
import { fakeClock } from '../../../support/clock.ts';
import type { FakeBigQuery } from '../../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../../support/fake-bigquery.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fact } from '../../../support/orders.ts';
import { bareDiagnostics } from './bare-doctor.ts';

const petal = 'petal.myshopify.com';
const clock = fakeClock();
let fake: FakeBigQuery;
let ledger: Ledger;
/** As it was before the doctor came. */
let kept: string | null;

beforeEach(async () => {
  fake = await startFakeBigQuery();
  ledger = memoryLedger({ clock });
  onTestFinished(async () => {
    ledger.close();
    await fake.close();
  });
});

/** The dataset is the shop's of this id. @returns the lines of BigQuery, where no Shopify can be asked */
async function examine(shop: string, shopDomain: string | null) {
  const { config } = fake;
  const whose = { label: () => labelOf(shop), hear: () => true };
  await ensureTable(openBigQuery(config), config, whose);
  kept = ledger.settings.get('warehouse.shop');
  const doctor = createDiagnostics({ ...bareDiagnostics({ bigquery: config }), shopDomain, ledger, clock });
  const lines = await doctor.examineOnly('bigquery');
  return {
    read: lines.find(({ id }) => id === 'bigquery.read'),
    write: lines.find(({ id }) => id === 'bigquery.write'),
  };
}

const tell = (domain: string, id: string): void => ledger.settings.set(`shopify.id:${domain}`, id);
const jobs = (): number => fake.count('/jobs');

it.each([
  {
    known: 'Shopify has told of the domain, also while its keys are shut',
    domain: petal,
    given: () => tell(petal, '11'),
  },
  {
    known:
      'the dataset was found to be another’s before, also with a domain of which Shopify has told nothing',
    domain: petal,
    given: () => noteVerdict(ledger.settings, fake.config, null, 'another'),
  },
  {
    known: 'this shop’s id is kept, also without Shopify',
    domain: null,
    given: () => noteVerdict(ledger.settings, fake.config, '11', 'ours'),
  },
])(
  'the doctor says that the dataset is another shop’s, and loads nothing, where $known',
  async ({ domain, given }) => {
    given();
    const { read, write } = await examine('22', domain);
    expect(read).toMatchObject({
      state: 'fail',
      cameBack: 'The dataset crm belongs to another shop',
      fix: 'Choose another dataset for this shop, like crm_2',
    });
    expect([write?.state, jobs()]).toEqual(['skipped', 0]);
    expect(ledger.settings.get('warehouse.shop')).toBe(kept);
  },
);

it('the doctor says that Shopify has yet to tell whose the dataset is, and loads nothing, where the app waits for that', async () => {
  const { read, write } = await examine('22', petal);
  expect(read).toMatchObject({
    state: 'fail',
    cameBack: 'Shopify has not yet confirmed which shop this is',
    fix: 'Check the shop’s domain and keys in the Shopify step',
  });
  expect([write?.state, jobs()]).toEqual(['skipped', 0]);
  expect(ledger.settings.get('warehouse.shop')).toBe(kept);
});

it.each([
  { who: 'of the same shop', domain: petal, given: () => tell(petal, '22') },
  { who: 'without Shopify, which goes where it is sent', domain: null, given: () => {} },
  {
    who: 'that has read from it, where a domain is mistyped',
    domain: 'petall.myshopify.com',
    given: () => {
      ledger.settings.set('warehouse.table', 'shop.crm 1');
      const other = fact({ id: 'seen:elsewhere', kind: 'note-added', data: { text: 'ring twice' } });
      ledger.entries.importRemote([{ ...other, desk: 'desk-2', seq: 1, recordedAt: 0 }]);
    },
  },
])('the doctor finds nothing wrong with the dataset on a computer $who', async ({ domain, given }) => {
  given();
  const { read, write } = await examine('22', domain);
  expect([read?.state, write?.state]).toEqual(['ok', 'ok']);
  expect(jobs()).toBeGreaterThan(0);
});
