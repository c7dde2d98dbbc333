import type { MailTemplate } from '../../shared/mail-template.ts';
import { isSenderOf } from '../../shared/mail-template.ts';
import type { MailWarning } from '../../shared/trainer.ts';
import type { Ledger, StoredReading } from '../ports.ts';
import { lookedBackMs, silenceWarnings } from './silence.ts';

/** One service, which may write from several addresses or change its address. */
export type SenderFamily = {
  readonly family: string;
  /** The address that wrote last comes first. */
  readonly senders: readonly [string, ...string[]];
  /** The newest of all its mails. */
  readonly last: StoredReading;
};

/** The senders of this shop, grouped by the family recorded for the newest mail of each. */
export function senderFamilies(
  readings: Pick<Ledger['readings'], 'ofSender' | 'senders'>,
): readonly SenderFamily[] {
  const newest = readings.senders().flatMap((sender) => readings.ofSender(sender, { since: 0, limit: 1 }));
  return [...Map.groupBy(newest, ({ family }) => family)].flatMap(
    ([family, each]): readonly SenderFamily[] => {
      const [last, ...others] = each.toSorted((one, other) => other.mailedAt - one.mailedAt);
      return last ? [{ family, senders: [last.sender, ...others.map(({ sender }) => sender)], last }] : [];
    },
  );
}

type Known = {
  readonly ledger: { readonly readings: Pick<Ledger['readings'], 'timesOf'> };
  readonly recipes: () => readonly MailTemplate[];
  /** Until when the mailbox was read. */
  readonly provenAt: number;
};

/** Warns of a service that is silent. One that writes from a new address is not. */
export function silenceOf(
  { family, senders, last }: SenderFamily,
  { ledger, recipes, provenAt }: Known,
): readonly MailWarning[] {
  const { sender, document } = last;
  const times = senders.flatMap((each) => ledger.readings.timesOf(each, provenAt - lookedBackMs));
  const [newest] = recipes()
    .filter((recipe) => recipe.family === family || isSenderOf(recipe, sender))
    .toSorted((one, other) => other.version - one.version);
  return silenceWarnings(times, provenAt, { family, sender, document, name: newest?.name ?? sender });
}
