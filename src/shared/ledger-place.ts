import { z } from 'zod';

/** Where the orders lie on this computer. */
export type LedgerPlace = {
  /** The whole path. */
  readonly file: string;
  /** What it takes on the disk, with what is not yet written into it. */
  readonly bytes: number;
};

export const ledgerPlaceInputs = { 'ledger.place': z.undefined() } as const;
export type LedgerPlaceOutputs = { 'ledger.place': LedgerPlace };
