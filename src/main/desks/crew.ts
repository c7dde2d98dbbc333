import type { DeskMeans, DeskSource } from '../../shared/desk-source.ts';
import { deskSources } from '../../shared/desk-source.ts';
import type { DeskId } from '../../shared/ids.ts';
import type { Labels } from '../warehouse/desks-table.ts';
import { desksOf, hadAt, receiverOf, signOf } from './board.ts';
import type { Had, Has } from './means.ts';
import { isFuller, isOtherMailbox } from './means.ts';

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

/** One that is on and has all that another has, and more; null when there is none. */
export function fullerOn(labels: Labels, has: Has, other: Other): Fuller | null {
  for (const desk of othersOn(labels, other)) {
    const its = hadAt(labels, desk);
    const lacked = isFuller(its, has) ? its?.means.find((one) => !has.means.includes(one)) : undefined;
    if (lacked !== undefined) return { desk, lacked };
  }
  return null;
}

/** A mark that no mailbox has. */
const unlike = '';

/**
 * Whether a desk would hear all that the receiver does, and more. While it does not know which mailbox it has, it takes nothing from
 * one that has said which is its own.
 */
const outdoesReceiver = (has: Had, receiver: Had): boolean =>
  has !== null && isFuller({ ...has, mailbox: has.mailbox ?? unlike }, receiver);

/** The same of the one that listens by the labels; none is outdone where nobody does. */
export function outdoes(labels: Labels, has: Has): boolean {
  const receiver = receiverOf(labels);
  return receiver !== null && outdoesReceiver(has, hadAt(labels, receiver));
}

/** A source that nobody listens to, though a desk of the shop has it; or one mailbox, while another is read. */
export type Unheard = {
  readonly source: DeskSource;
  /** The one that listens, and has it not. */
  readonly receiver: DeskId;
  /** The one that listens has Gmail, and is signed in to another mailbox than the holder. */
  readonly isOtherMailbox: boolean;
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
  const heard = receiver && hadAt(labels, receiver);
  // what nobody listens to while nobody listens at all is told by that alone
  if (receiver === null || heard === null) return [];
  const lastSign = (desk: DeskId): number => (desk === self ? now : (signOf(labels, desk)?.at ?? 0));
  return deskSources.flatMap((source) => {
    const isHeard = heard.means.includes(source);
    const isMissed = (its: Has): boolean =>
      its.means.includes(source) && (!isHeard || (source === 'gmail' && isOtherMailbox(its, heard)));
    const holders = desksOf(labels)
      .filter((desk) => {
        const its = hadAt(labels, desk);
        return its !== null && isMissed(its);
      })
      .map((desk) => ({
        desk,
        isOn: desk === self || isOn(labels, desk, now),
        isFuller: outdoesReceiver(hadAt(labels, desk), heard),
      }))
      .toSorted((one, other) => {
        const byChance = Number(other.isOn && other.isFuller) - Number(one.isOn && one.isFuller);
        return byChance || lastSign(other.desk) - lastSign(one.desk);
      });
    const [holder] = holders;
    return holder ? [{ source, receiver, isOtherMailbox: isHeard, holder }] : [];
  });
}
