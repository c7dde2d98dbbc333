import type { DraftId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { Clock, Ledger } from '../ports.ts';

/** Closes the customer's chat request once the link was sent or an order came from it. Safe to call for every fact. */
export function closeRequest(ledger: Ledger, clock: Clock, id: DraftId, by: string): void {
  ledger.transaction(() => {
    const subscriberId = ledger.drafts.get(id)?.subscriberId ?? null;
    const person = subscriberId && ledger.people.get(subscriberId);
    if (!person?.wantsManager || person.askedAt === null) return;
    const decision = person.decisions + 1;
    ledger.entries.append({
      id: entryIdSchema.parse(`chat-sold:${id}:${decision}`),
      orderId: null,
      at: clock.now(),
      by,
      kind: 'chat-answered',
      data: { subscriberId: person.subscriberId, answered: true, upTo: person.askedAt, decision },
    });
  });
}
