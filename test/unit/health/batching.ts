import type { GatherParts } from '../../../src/main/health/completeness/gather.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';

/** What a shop is counted from that has a ledger alone: nobody was asked, and nobody is told. */
export const gathering = (ledger: Ledger, clock: Clock, over: Partial<GatherParts>): GatherParts => ({
  ledger,
  clock,
  timeZone: () => 'Europe/Kyiv',
  survey: { asked: () => [], askable: () => new Map() },
  sourceOfSender: () => 'shopify',
  paidElsewhere: () => [],
  draftsAskedAt: () => null,
  warehouseProblem: () => null,
  warehouseOff: true,
  notifyOff: true,
  ...over,
});
