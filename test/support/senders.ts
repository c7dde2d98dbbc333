import { createSenders } from '../../src/main/intake/gmail/senders.ts';
import type { Clock, Ledger } from '../../src/main/ports.ts';
import { decideSender } from '../../src/main/senders/decide-sender.ts';
import type { MailTemplate } from '../../src/shared/mail-template.ts';

type Where = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly recipes?: () => readonly MailTemplate[];
};

/** A manager approves a sender, by default as a new service. */
export function approve({ ledger, clock, recipes = () => [] }: Where, sender: string, family?: string): void {
  const given = family ?? createSenders({ ledger, clock, recipes }).familyFor(sender);
  decideSender({ ledger, clock }, { sender, verdict: 'approved', family: given }, 'Anna');
}

export const block = ({ ledger, clock }: Where, sender: string): void =>
  decideSender({ ledger, clock }, { sender, verdict: 'blocked' }, 'Anna');

/** The addresses of the found senders, and whether each rang. */
export const askedAbout = ({ entries }: Pick<Ledger, 'entries'>) =>
  entries
    .list({ limit: 100_000 })
    .flatMap((entry) =>
      entry.kind === 'sender-found'
        ? [{ address: entry.data.address, rings: entry.data.quiet !== true }]
        : [],
    );
