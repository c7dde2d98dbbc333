import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { fillCatalogue, shop, typed } from '../../support/large-catalogue.ts';
import { memoryLedger } from '../../support/ledger.ts';

const turns = 60;

/** The ratio of work in a catalogue of 10,000 variants to one of 1,000: the fastest runs, alternating. */
function timesAsLong(work: (ledger: Ledger, turn: number) => unknown): number {
  const [small, large] = [1_000, 10_000].map((variants) => {
    const ledger = memoryLedger();
    fillCatalogue(ledger, variants);
    return { ledger, fastest: Array.from({ length: 6 }, () => Number.POSITIVE_INFINITY) };
  });
  if (!small || !large) throw new Error('two catalogues');
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { ledger, fastest } of [small, large]) {
      const start = performance.now();
      work(ledger, turn);
      const kind = turn % fastest.length;
      fastest[kind] = Math.min(fastest[kind] ?? 0, performance.now() - start);
    }
  }
  for (const { ledger } of [small, large]) ledger.close();
  const total = (fastest: readonly number[]): number => fastest.reduce((sum, ms) => sum + ms, 0);
  return total(large.fastest) / total(small.fastest);
}

it('reads no whole catalogue for one search or one page', () => {
  const search = timesAsLong((ledger, turn) => ledger.catalogue.search(shop, typed(turn), 50));
  const page = timesAsLong((ledger) => ledger.catalogue.products(shop, { offset: 0, limit: 10 }));
  console.info(`search ${search.toFixed(1)} times as long, gallery ${page.toFixed(1)}`);
  expect(search).toBeLessThan(8);
  expect(page).toBeLessThan(4);
});
