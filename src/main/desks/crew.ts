import type { DeskMeans, DeskSource } from '../../shared/desk-source.ts';
import { deskSources } from '../../shared/desk-source.ts';
import type { DeskId } from '../../shared/ids.ts';
import type { Labels } from '../warehouse/desks-table.ts';
import { desksOf, meansAt, receiverOf, signOf } from './board.ts';
import { isFuller } from './means.ts';

/** How often a desk that does not listen says that it is on. */
export const signEveryMs = 5 * 60_000;
/** Whoever has given a sign since then is on. */
const isOnMs = 2 * signEveryMs;

/** @param now by BigQuery's clock, epoch milliseconds, or what it has been at least */
export function isOn(labels: Labels, desk: DeskId, now: number): boolean {
  const at = signOf(labels, desk)?.at ?? null;
  return at !== null && now - at < isOnMs;
}

type Other = {
  readonly now: number;
  /** The one that asks, and who is known not to be there whatever it said last. */
  readonly but: readonly (DeskId | null)[];
};

export const othersOn = (labels: Labels, { now, but }: Other): readonly DeskId[] =>
  desksOf(labels).filter((desk) => !but.includes(desk) && isOn(labels, desk, now));

/** A desk that has more than another, and what that is. */
export type Fuller = { readonly desk: DeskId; readonly lacked: DeskMeans };

/** One that is on and has all of these, and more; null when there is none. */
export function fullerOn(labels: Labels, had: readonly DeskMeans[], other: Other): Fuller | null {
  for (const desk of othersOn(labels, other)) {
    const its = meansAt(labels, desk);
    const lacked = isFuller(its, had) ? its?.find((one) => !had.includes(one)) : undefined;
    if (lacked !== undefined) return { desk, lacked };
  }
  return null;
}

/** A source that nobody listens to, though a desk of the shop has it. */
export type Unheard = {
  readonly source: DeskSource;
  /** The one that listens, and has it not. */
  readonly receiver: DeskId;
  /** Who has it; the most likely to be there first. */
  readonly holder: {
    readonly desk: DeskId;
    readonly isOn: boolean;
    /** Whether it has all the receiver has too, and so takes over from it by itself. */
    readonly isFuller: boolean;
  };
};

/** @param self the desk that looks, which is on */
export function unheardOf(labels: Labels, self: DeskId, now: number): readonly Unheard[] {
  const receiver = receiverOf(labels);
  const heard = receiver && meansAt(labels, receiver);
  // what nobody listens to while nobody listens at all is told by that alone
  if (receiver === null || heard === null) return [];
  const lastSign = (desk: DeskId): number => (desk === self ? now : (signOf(labels, desk)?.at ?? 0));
  return deskSources.flatMap((source) => {
    if (heard.includes(source)) return [];
    const holders = desksOf(labels)
      .filter((desk) => meansAt(labels, desk)?.includes(source) === true)
      .map((desk) => ({
        desk,
        isOn: desk === self || isOn(labels, desk, now),
        isFuller: isFuller(meansAt(labels, desk), heard),
      }))
      .toSorted((one, other) => {
        const byChance = Number(other.isOn && other.isFuller) - Number(one.isOn && one.isFuller);
        return byChance || lastSign(other.desk) - lastSign(one.desk);
      });
    const [holder] = holders;
    return holder ? [{ source, receiver, holder }] : [];
  });
}
