import type { TestProject } from 'vitest/node';
import { largeShop } from './large-shop.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory to copy, with the ledger of 100,000 orders. */
    readonly largeShop: string;
  }
}

/** The orders of the default ledger. Fewer are allowed while a test is written, which proves nothing. */
export const ordersInLedger = Number(process.env.ORDERBELL_UX_ORDERS ?? 100_000);

/** Runs once before all tests: writes the ledger that each test copies. */
export default function prepare(project: TestProject): void {
  project.provide(
    'largeShop',
    largeShop(ordersInLedger, Date.now(), (line) => console.error(line)),
  );
}
