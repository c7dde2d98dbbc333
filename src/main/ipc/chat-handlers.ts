import type { SubscriberId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { ChatbotView, PersonView } from '../../shared/views.ts';
import { actionId } from '../ledger/action-id.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { Handlers } from './dispatch.ts';

export type ChatHandlerParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly manager: () => string;
  readonly status: () => ChatbotView;
};

/** Commands for the people who write to the bot, and for the answers to them. */
export function createChatHandlers({
  ledger,
  clock,
  manager,
  status,
}: ChatHandlerParts): Pick<Handlers, 'chats.answer' | 'chatbot.status'> {
  const person = (id: SubscriberId): PersonView => {
    const found = ledger.people.get(id);
    if (!found) throw new Problem('not-found', `There is no customer ${id}`);
    return found;
  };

  return {
    /** Reads the person and appends in one transaction, so that two decisions never get the same number. */
    'chats.answer': (said) =>
      ledger.transaction(() => {
        const { subscriberId } = said;
        const { askedAt, answeredTo, decisions } = person(subscriberId);
        // a question that was not asked yet cannot be answered
        const upTo = Math.min(said.upTo, askedAt ?? 0);
        // a page that does not know of a later answer does not revert it
        const isSaid = said.over === undefined ? upTo <= answeredTo : upTo === answeredTo;
        if (isSaid) return person(subscriberId);
        if (said.over !== undefined && said.over !== answeredTo) {
          throw new Problem('refused', 'Another manager already changed this chat', {
            fix: 'Check the chat and try again',
          });
        }
        const decision = decisions + 1;
        ledger.entries.append({
          id: actionId(),
          orderId: null,
          at: clock.now(),
          by: manager(),
          kind: 'chat-answered',
          data: { subscriberId, answered: upTo > answeredTo, upTo, decision },
        });
        return person(subscriberId);
      }),
    'chatbot.status': status,
  };
}
