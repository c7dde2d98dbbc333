import type { Language } from '../shared/languages.ts';
import type { Host } from './host.ts';
import type { Opened, OpenParts } from './ledger/repair/open-or-repair.ts';
import { openOrRepair } from './ledger/repair/open-or-repair.ts';

export type ShowingParts = Omit<OpenParts, 'onProgress'> & {
  readonly language: Language;
  readonly catchingUp: Host['catchingUp'];
};

/** Opens the ledger, and shows the progress while there is something to wait for. */
export async function openShowing({ language, catchingUp, ...parts }: ShowingParts): Promise<Opened> {
  let shown: number | null = null;
  try {
    return await openOrRepair({
      ...parts,
      onProgress({ done, total }) {
        const percent = Math.floor((done / Math.max(1, total)) * 100);
        if (percent === shown) return;
        shown = percent;
        catchingUp({ percent, language });
      },
    });
  } finally {
    if (shown !== null) catchingUp({ percent: null, language });
  }
}
