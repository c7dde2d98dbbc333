import type { Entry } from '../../shared/entry.ts';
import { mailSource } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { domainOf, isDomainRule } from '../../shared/sender.ts';
import type { DecidedSenderView, NewSender, SendersView } from '../../shared/sender-commands.ts';
import { senderDecisions } from '../../shared/sender-decisions.ts';
import type { Senders } from '../intake/gmail/senders.ts';
import { orderSenders } from '../ledger/facts.ts';
import { mailedAt } from '../mailed-at.ts';
import type { Clock, HeldDocument, Ledger } from '../ports.ts';
import { decideSender } from './decide-sender.ts';

/** The approved and blocked senders of orders, and those waiting for a decision. */
export type SenderBook = {
  view(): SendersView;
  /** @throws Problem `refused` for every address of a domain that was not chosen as such, `not-found` for an unknown family */
  approve(chosen: Chosen & { readonly family?: string | undefined }): void;
  block(chosen: Chosen): void;
  undo(sender: string): void;
};
type Chosen = { readonly sender: string; readonly everyAddress?: true | undefined };

export type SenderBookParts = {
  readonly ledger: Pick<Ledger, 'entries' | 'documents' | 'transaction'>;
  readonly clock: Clock;
  readonly senders: Senders;
  readonly manager: () => string;
};

/** A longer list would be unreadable: more new senders than this are an attack. */
const mostShown = 200;

export function createSenderBook({ ledger, clock, senders, manager }: SenderBookParts): SenderBook {
  const isUndecided = (address: string): boolean => senders.statusOf(address).state === 'undecided';

  function asked(events: readonly Entry[]): readonly NewSender[] {
    const byAddress = Map.groupBy(ledger.documents.undecided(), ({ topic }) => topic);
    const waiting = [...byAddress].flatMap(([address, mails]) => newSender(address, mails) ?? []);
    const elsewhere = events.flatMap((entry) =>
      entry.kind === 'sender-found' && !byAddress.has(entry.data.address)
        ? [{ ...unseen, address: entry.data.address, lastAt: entry.at }]
        : [],
    );
    return [...waiting, ...elsewhere]
      .filter(({ address }) => isUndecided(address))
      .toSorted((one, other) => other.lastAt - one.lastAt)
      .slice(0, mostShown);
  }

  function decided(events: readonly Entry[]): readonly DecidedSenderView[] {
    return [...senderDecisions(events).values()]
      .flatMap((each): readonly DecidedSenderView[] => {
        const { sender, by, at } = each;
        if (each.verdict === 'open') return [];
        const family = each.verdict === 'approved' ? (senders.familyOf(sender) ?? each.family) : null;
        const source = family === null ? null : mailSource(family);
        return [{ sender, verdict: each.verdict, source, by, at }];
      })
      .toSorted((one, other) => other.at - one.at);
  }

  function decideOn({ sender, everyAddress }: Chosen, decide: () => void): void {
    if (isDomainRule(sender) && everyAddress !== true) {
      throw new Problem('refused', `${sender} means all addresses at ${domainOf(sender)}`, {
        field: 'everyAddress',
        fix: 'Choose all addresses at the domain, or one full address',
      });
    }
    ledger.transaction(decide);
  }

  return {
    view() {
      const events = ledger.entries.ofSubject(orderSenders);
      return { asked: asked(events), decided: decided(events), sources: senders.sources.toSorted() };
    },
    approve: (chosen) =>
      decideOn(chosen, () => {
        const { sender, family = senders.familyFor(sender) } = chosen;
        if (chosen.family !== undefined && !senders.isTaken(chosen.family))
          throw new Problem('not-found', `There is no service ${chosen.family}`);
        decideSender({ ledger, clock }, { sender, verdict: 'approved', family }, manager());
      }),
    block: (chosen) =>
      decideOn(chosen, () =>
        decideSender({ ledger, clock }, { sender: chosen.sender, verdict: 'blocked' }, manager()),
      ),
    undo: (sender) =>
      ledger.transaction(() => decideSender({ ledger, clock }, { sender, verdict: 'open' }, manager())),
  };
}

const unseen = { name: '', subject: '', doubt: null, mails: 0, document: null } as const;

function newSender(address: string, mails: readonly HeldDocument[]): NewSender | null {
  const last = mails.toSorted((one, other) => mailedAt(one) - mailedAt(other)).at(-1);
  if (!last) return null;
  const { id, headers, reason } = last;
  return {
    address,
    name: headers['from-name'] ?? '',
    subject: headers.subject ?? '',
    doubt: reason,
    mails: mails.length,
    lastAt: mailedAt(last),
    document: id,
  };
}
