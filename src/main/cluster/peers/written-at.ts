import { z } from 'zod';
import type { WorkstationId } from '../../../shared/ids.ts';
import type { Ledger } from '../../ports.ts';

const rowSchema = z.object({ recordedAt: z.number() });

/** When an event was written, by the clock of its computer, epoch milliseconds; undefined where the row does not say. */
export const recordedAtOf = (row: unknown): number | undefined => rowSchema.safeParse(row).data?.recordedAt;

/** The same of the event that a computer wrote under a number. */
export const writtenAt = (
  entries: Pick<Ledger['entries'], 'ofNumbers'>,
  computer: WorkstationId,
  sequence: number,
): number | undefined => recordedAtOf(entries.ofNumbers(computer, sequence, sequence)[0]);
