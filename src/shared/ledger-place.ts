import { z } from 'zod';

/** The location of the ledger on this computer. */
export type LedgerPlace = {
  /** The whole path. */
  readonly file: string;
  /** Its size on disk, including the write-ahead log. */
  readonly bytes: number;
};

export const ledgerPlaceInputs = { 'ledger.place': z.undefined() } as const;
export type LedgerPlaceOutputs = { 'ledger.place': LedgerPlace };
