import type { Ledger, StoredReading } from '../ports.ts';

/** One service, which may write from several addresses, or from another one than before. */
export type SenderFamily = {
  readonly family: string;
  /** The one that wrote last before the others. */
  readonly senders: readonly [string, ...string[]];
  /** The newest of all its mails. */
  readonly last: StoredReading;
};

/** Who has written to this shop, by the family that the newest mail of each was recorded under. */
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

/** When mails that tell of orders came from any of them, oldest first, epoch milliseconds. */
export const timesOfAll = (
  readings: Pick<Ledger['readings'], 'timesOf'>,
  senders: readonly string[],
  since: number,
): readonly number[] =>
  senders.flatMap((sender) => readings.timesOf(sender, since)).toSorted((one, other) => one - other);
