import { statSync } from 'node:fs';
import type { AppState } from '../../shared/contract.ts';
import { ledgerFileIn } from '../ledger/data-dir.ts';
import type { Handlers } from './dispatch.ts';

type LedgerPlaceParts = {
  readonly host: { readonly dataDir: string };
  readonly state: () => Pick<AppState, 'mode'>;
};

/** The path of the open ledger, for backups. */
export function createLedgerPlaceHandlers({ host, state }: LedgerPlaceParts): Pick<Handlers, 'ledger.place'> {
  return {
    'ledger.place': () => {
      const file = ledgerFileIn(host.dataDir, state().mode);
      return { file, bytes: sizeOf(file) + sizeOf(`${file}-wal`) };
    },
  };
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
