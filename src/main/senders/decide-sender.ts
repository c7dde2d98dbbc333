import type { EntryData } from '../../shared/entry.ts';
import { senderDecisions } from '../../shared/sender-decisions.ts';
import { orderSenders } from '../ledger/facts.ts';
import { decidedDraft } from '../ledger/mail-facts.ts';
import type { Clock, Ledger } from '../ports.ts';

type Parts = { readonly ledger: Pick<Ledger, 'entries'>; readonly clock: Clock };
/** A decision without its revision number. */
type NewDecision =
  EntryData<'sender-decided'> extends infer D
    ? D extends { decision: number }
      ? Omit<D, 'decision'>
      : never
    : never;

/** Records a manager's decision on a sender, unless it is already in force. */
export function decideSender({ ledger, clock }: Parts, decision: NewDecision, by: string): void {
  const last = senderDecisions(ledger.entries.ofSubject(orderSenders)).get(decision.sender);
  const familyOf = (of: NewDecision): string | null => (of.verdict === 'approved' ? of.family : null);
  if (last?.verdict === decision.verdict && familyOf(last) === familyOf(decision)) return;
  ledger.entries.append(decidedDraft({ ...decision, decision: (last?.decision ?? 0) + 1 }, clock.now(), by));
}
