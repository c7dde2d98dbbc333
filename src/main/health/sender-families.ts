import type { Ledger, StoredReading } from '../ports.ts';

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

/** Times of the order mails from any of them, oldest first, epoch milliseconds. */
export const timesOfAll = (
  readings: Pick<Ledger['readings'], 'timesOf'>,
  senders: readonly string[],
  since: number,
): readonly number[] =>
  senders.flatMap((sender) => readings.timesOf(sender, since)).toSorted((one, other) => one - other);
