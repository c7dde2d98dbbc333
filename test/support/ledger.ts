import { openLedger } from '../../src/main/ledger/open.ts';
import type { Clock, Ledger } from '../../src/main/ports.ts';
import { workstationIdSchema } from '../../src/shared/ids.ts';
import { fakeClock } from './clock.ts';

/** A real ledger in memory. */
export function memoryLedger(options: { readonly clock?: Clock; readonly deskId?: string } = {}): Ledger {
  return openLedger({
    file: ':memory:',
    clock: options.clock ?? fakeClock(),
    deskId: workstationIdSchema.parse(options.deskId ?? 'desk-1'),
  });
}
