import { z } from 'zod';
import type { WorkstationId } from '../../../shared/ids.ts';
import type { Ledger } from '../../ports.ts';

const rowSchema = z.object({ recordedAt: z.number() });

/** When an event was written, by its computer's clock, epoch milliseconds; undefined if the row has no time. */
export const recordedAtOf = (row: unknown): number | undefined => rowSchema.safeParse(row).data?.recordedAt;

/** The same for the event with a computer's sequence. */
export const writtenAt = (
  entries: Pick<Ledger['entries'], 'ofNumbers'>,
  computer: WorkstationId,
  sequence: number,
): number | undefined => recordedAtOf(entries.ofNumbers(computer, sequence, sequence)[0]);
