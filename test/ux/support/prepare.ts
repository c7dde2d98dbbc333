import type { TestProject } from 'vitest/node';
import { largeShop } from './large-shop.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory to copy, with the ledger of a hundred thousand orders. */
    readonly largeShop: string;
  }
}

/** Orders in the ledger of every test that does not ask for another. Fewer while a test is being written, which proves nothing. */
export const ordersInLedger = Number(process.env.ORDERBELL_UX_ORDERS ?? 100_000);

/** Once before all tests: the ledger that each of them gets a copy of. */
export default function prepare(project: TestProject): void {
  project.provide(
    'largeShop',
    largeShop(ordersInLedger, Date.now(), (line) => console.error(line)),
  );
}
