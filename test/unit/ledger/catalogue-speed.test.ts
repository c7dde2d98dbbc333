import { expect, it } from 'vitest';
import { fillCatalogue, shop, typed } from '../../support/large-catalogue.ts';
import { memoryLedger } from '../../support/ledger.ts';

/** The middle of many, so that a busy machine does not decide. */
function middle(
  variants: number,
  work: (ledger: ReturnType<typeof memoryLedger>, turn: number) => unknown,
): number {
  const ledger = memoryLedger();
  fillCatalogue(ledger, variants);
  const times = Array.from({ length: 60 }, (_, turn) => {
    const start = performance.now();
    work(ledger, turn);
    return performance.now() - start;
  });
  ledger.close();
  return times.toSorted((a, b) => a - b)[30] ?? 0;
}

it('reads no whole catalogue for one search or one page', () => {
  const search = (variants: number) =>
    middle(variants, (ledger, turn) => ledger.catalogue.search(shop, typed(turn), 50));
  const page = (variants: number) =>
    middle(variants, (ledger) => ledger.catalogue.products(shop, { offset: 0, limit: 10 }));
  const [few, many] = [search(1_000), search(10_000)];
  const [fewPages, manyPages] = [page(1_000), page(10_000)];
  console.info(
    `search ${few.toFixed(2)} → ${many.toFixed(2)} ms, gallery ${fewPages.toFixed(2)} → ${manyPages.toFixed(2)} ms`,
  );
  expect(many / few).toBeLessThan(15);
  expect(manyPages / fewPages).toBeLessThan(4);
});
