import type { DraftView, LinkSending } from './draft.ts';
import { isToBePaid } from './draft.ts';

/** The minimum time before the same link is sent to the same recipient on the same channel again. */
export const reminderGapMs = 3 * 3_600_000;

/** A sending takes seconds, and one with a lost response is soon looked up in Shopify. After this time no outcome is expected. */
export const silentAfterMs = 10 * 60_000;

/**
 * Marks sendings that have had no outcome for `silentAfterMs` as `unknown`: the message may have been delivered or not.
 * @param isOwn whether a sending is in progress on this computer, which will record its outcome; called only for late ones
 */
export function withSilent(draft: DraftView, isOwn: (sending: string) => boolean, now: number): DraftView {
  const isSilent = ({ state, sending, at }: LinkSending): boolean =>
    state === 'sending' && now >= at + silentAfterMs && !isOwn(sending);
  const silent = new Set(draft.sendings.filter(isSilent));
  if (silent.size === 0) return draft;
  const sendings = draft.sendings.map((one) =>
    silent.has(one) ? { ...one, state: 'unknown' as const } : one,
  );
  return { ...draft, sendings };
}

export type LinkPlan = {
  readonly via: LinkSending['via'];
  readonly to: string;
  /** The sending with an unknown outcome that a manager has checked and wants to repeat. */
  readonly after?: string | undefined;
};

export type NoSending =
  | 'not-payable'
  | 'closing'
  | 'under-way'
  /** An earlier sending may have been delivered. */
  | 'unknown'
  | 'too-soon';

/** Why a link must not be sent now; null if it may. Copying is always allowed. */
export function noSending(draft: DraftView, { via, to, after }: LinkPlan, now: number): NoSending | null {
  if (!isToBePaid(draft)) return 'not-payable';
  if (draft.closing !== null && draft.closing.reason === null) return 'closing';
  if (via === 'copied') return null;
  const earlier = sendingsTo(draft, via, to);
  if (earlier.some(({ state }) => state === 'sending')) return 'under-way';
  const last = lastOf(earlier);
  if (last?.state === 'unknown') return after === last.sending ? null : 'unknown';
  return last && now < last.at + reminderGapMs ? 'too-soon' : null;
}

/** When the link may be sent on this channel again; null if it was not sent on it. */
export function sendableFrom(draft: DraftView, via: LinkSending['via'], to: string): number | null {
  const last = sendingsTo(draft, via, to).findLast(({ state }) => state === 'sent');
  return last ? last.at + reminderGapMs : null;
}

/** The last sending on this channel to this recipient, if its outcome is unknown. */
export function unknownSending(draft: DraftView, via: LinkSending['via'], to: string): LinkSending | null {
  const last = lastOf(sendingsTo(draft, via, to));
  return last?.state === 'unknown' ? last : null;
}

const lastOf = (sendings: readonly LinkSending[]) => sendings.findLast(({ state }) => state !== 'refused');

const sendingsTo = (draft: DraftView, via: LinkSending['via'], to: string): readonly LinkSending[] =>
  draft.sendings.filter((one) => one.via === via && one.to.toLowerCase() === to.toLowerCase());

/** A sending is a reminder if the link was already sent. */
export const isReminder = ({ sendings }: Pick<DraftView, 'sendings'>): boolean =>
  sendings.some(({ via, state }) => via !== 'copied' && state === 'sent');
