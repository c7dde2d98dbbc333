import { lastDecision } from '../../shared/fold-takings.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import { actionId } from '../ledger/action-id.ts';
import { deskNames } from '../ledger/facts.ts';
import type { Clock, Ledger } from '../ports.ts';
import { recordedAtOf } from './import-events.ts';

/** The computer that a user chose as the leader, for shops without Pub/Sub; null while none was chosen. */
export const chosenLeader = (ledger: Pick<Ledger, 'entries'>): WorkstationId | null =>
  lastChoice(ledger)?.data.leader ?? null;

/** The default leader: the computer that wrote the shop's first event. All computers get the same result. */
export function oldestComputer({ deskId, entries }: Pick<Ledger, 'deskId' | 'entries'>): WorkstationId {
  const known = [...entries.numbers()].flatMap(([computer, [range]]) => {
    const recordedAt = range && recordedAtOf(entries.ofNumbers(computer, range.first, range.first)[0]);
    return recordedAt === undefined ? [] : [{ computer, recordedAt }];
  });
  const [oldest] = known.toSorted(
    (one, other) => one.recordedAt - other.recordedAt || (one.computer < other.computer ? -1 : 1),
  );
  return oldest?.computer ?? deskId;
}

export function chooseLeader(ledger: Ledger, clock: Clock, leader: WorkstationId, by: string): void {
  const last = lastChoice(ledger);
  if (last?.data.leader === leader) return;
  ledger.entries.append({
    id: actionId(),
    kind: 'leader-set',
    orderId: null,
    at: clock.now(),
    by,
    data: { leader, decision: (last?.data.decision ?? 0) + 1 },
  });
}

const lastChoice = (ledger: Pick<Ledger, 'entries'>) =>
  lastDecision(ledger.entries.ofSubject(deskNames).filter((event) => event.kind === 'leader-set'));
