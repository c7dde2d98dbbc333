import type { DeskMeans } from '../../shared/desk-source.ts';
import type { DesksView } from '../../shared/desks-view.ts';
import type { DeskId } from '../../shared/ids.ts';
import type { Ledger } from '../ports.ts';
import { forgottenOf } from './forgotten.ts';
import type { Lease } from './lease.ts';
import { namesOf } from './names.ts';

/** How long it is told that a desk which was forgotten is there after all. */
const backForMs = 24 * 60 * 60_000;

type ViewParts = {
  readonly ledger: Ledger;
  /** Null without BigQuery. */
  readonly lease: Lease | null;
  /** What this computer can do when it listens. */
  readonly means: readonly DeskMeans[];
  /** What this computer is called; without others it is written down nowhere. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** Which computers the shop has, as this one knows them: what they wrote is here, or they have said that they are there. */
export function desksView({
  ledger,
  lease,
  means,
  name,
  now,
}: ViewParts): Omit<DesksView, 'link' | 'unheard'> {
  const names = namesOf(ledger);
  const words = forgottenOf(ledger);
  const signs = lease?.signs() ?? new Map<DeskId, number | null>();
  const listening = listeningDesk(ledger, lease);
  const ids = new Set<DeskId>([ledger.deskId, ...known(ledger), ...signs.keys()]);
  if (listening !== null) ids.add(listening);
  return {
    canBeChosen: lease !== null,
    problem: lease?.problem() ?? null,
    since: lease?.since() ?? null,
    signAt: lease?.signAt() ?? null,
    desks: [...ids].map((id) => {
      const word = words.get(id);
      const isBack = word?.data.forgotten === false && Math.abs(now - word.at) < backForMs;
      return {
        id,
        name: id === ledger.deskId ? name : (names.get(id) ?? id),
        isThis: id === ledger.deskId,
        listens: id === listening,
        signAt: id === listening ? (lease?.signAt() ?? null) : (signs.get(id) ?? null),
        backAt: isBack ? word.at : null,
        means: id === ledger.deskId ? means : (lease?.meansOf(id) ?? null),
      };
    }),
  };
}

/** Whose entries are here, whichever way they came, without those that are gone for good. */
export function known(ledger: Ledger): readonly DeskId[] {
  const words = forgottenOf(ledger);
  return [...ledger.entries.heard().keys()].filter((id) => words.get(id)?.data.forgotten !== true);
}

function listeningDesk(ledger: Ledger, lease: Lease | null): DeskId | null {
  const role = lease?.role();
  return role?.isOurs === false ? role.receiver : ledger.deskId;
}
