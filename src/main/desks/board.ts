import type { DeskId } from '../../shared/ids.ts';
import { deskIdSchema } from '../../shared/ids.ts';
import type { LabelChange, Labels } from '../warehouse/desks-table.ts';
import type { Had, Has } from './means.ts';
import { readMeans, writtenMeans } from './means.ts';

/*
 * What the shop's computers say to each other in the labels of a table:
 *
 *   receiver=<desk | nobody>  term=<how many times the role has changed hands>  beat=<counts while the receiver lives>
 *   <desk>=here               that a desk is one of the shop's
 *   at-<desk>=<s>-<term>      its last sign by BigQuery's clock, in seconds, 0 when it did not know the time; up to which term
 *                             it has said that it told nothing without a claim
 *   has-<desk>=<means>        what it can do when it listens, such as shopify-gmail-tunnel-messenger, or none; earlier versions do not say
 *   mail-<desk>=<mark>        which mailbox its Gmail is; absent without Gmail, until it knows, and where an earlier version writes
 */

/** What a desk says of itself. */
export type Sign = {
  /** When it gave this sign, by BigQuery's clock, epoch milliseconds; null when it did not know the time. */
  readonly at: number | null;
  /** It told nothing without a claim before this term began; 0 when it has never said so. */
  readonly yielded: number;
};

const nobody = 'nobody';
const here = 'here';
const signLabel = (desk: DeskId): string => `at-${desk}`;
const meansLabel = (desk: DeskId): string => `has-${desk}`;
const mailLabel = (desk: DeskId): string => `mail-${desk}`;

/** Null when nobody listens, or nobody ever did. */
export function receiverOf({ receiver }: Labels): DeskId | null {
  return receiver === undefined || receiver === nobody ? null : deskIdSchema.parse(receiver);
}

export const termOf = ({ term }: Labels): number => Number(term ?? 0);

/** What the receiver alone changes: that another desk gives a sign is no sign of life of the receiver. */
export const pulseOf = ({ receiver, term, beat }: Labels): string => `${receiver} ${term} ${beat}`;

/** The desks that have said that they are of this shop. */
export const desksOf = (labels: Labels): readonly DeskId[] =>
  Object.keys(labels)
    .filter((name) => labels[name] === here)
    .map((name) => deskIdSchema.parse(name));

/** Null when the desk has given none. */
export function signOf(labels: Labels, desk: DeskId): Sign | null {
  const [, seconds, term] = /^(\d{1,12})-(\d{1,12})$/.exec(labels[signLabel(desk)] ?? '') ?? [];
  if (seconds === undefined) return null;
  return { at: seconds === '0' ? null : Number(seconds) * 1000, yielded: Number(term) };
}

/** What a desk has said that it has. */
export function hadAt(labels: Labels, desk: DeskId): Had {
  const means = readMeans(labels[meansLabel(desk)]);
  return means && { means, mailbox: labels[mailLabel(desk)] ?? null };
}

export const meansAt = (labels: Labels, desk: DeskId): Has['means'] | null =>
  hadAt(labels, desk)?.means ?? null;

/** What a desk itself has: which mailbox, as it last said, until it knows. */
export const asKnown = (labels: Labels, desk: DeskId, { means, mailbox }: Has): Has => ({
  means,
  mailbox: mailbox ?? labels[mailLabel(desk)] ?? null,
});

/** What a desk has, as it is to stand there. A mailbox that is not known leaves what stands there of it. */
function saying(labels: Labels, desk: DeskId, { means, mailbox }: Has): LabelChange {
  const has = { [meansLabel(desk)]: writtenMeans(means) };
  if (means.includes('gmail')) return mailbox === null ? has : { ...has, [mailLabel(desk)]: mailbox };
  return labels[mailLabel(desk)] === undefined ? has : { ...has, [mailLabel(desk)]: null };
}

/** Whether it stands there that a desk has this and no more. */
export const says = (labels: Labels, desk: DeskId, has: Has): boolean =>
  Object.entries(saying(labels, desk, has)).every(([name, value]) => labels[name] === value);

/** That a desk is here, since when it last said so, and what it has. @param labels what stands there */
export const present = (labels: Labels, desk: DeskId, { at, yielded }: Sign, has: Has): LabelChange => ({
  [desk]: here,
  [signLabel(desk)]: `${at === null ? 0 : Math.floor(at / 1000)}-${yielded}`,
  ...saying(labels, desk, has),
});

/** Takes a desk off the board. */
export const absent = (desk: DeskId): LabelChange => ({
  [desk]: null,
  [signLabel(desk)]: null,
  [meansLabel(desk)]: null,
  [mailLabel(desk)]: null,
});

export const given = (desk: DeskId, labels: Labels): Labels => ({
  receiver: desk,
  term: String(termOf(labels) + 1),
  beat: '0',
});
export const givenUp: Labels = { receiver: nobody, beat: '0' };
export const beaten = ({ beat }: Labels): Labels => ({
  beat: String((Number(beat ?? 0) + 1) % 1_000_000_000),
});
