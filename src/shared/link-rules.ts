import type { DraftView, LinkSending } from './draft.ts';
import { isToBePaid } from './draft.ts';

/** The same link does not go the same way to the same person again before this has passed. */
export const reminderGapMs = 3 * 3_600_000;

/** A message is sent within seconds, and a mail whose answer was lost is looked up in Shopify soon after: what a computer has not said the end of by then, it may never say. */
export const silentAfterMs = 10 * 60_000;

/**
 * The draft order as it stands here: a message another computer began and fell silent over may have arrived or not.
 * @param isOwn whether a sending is under way on this computer, which will say how it ended; asked of what is silent alone
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
  /** The sending that nobody knows the end of, when a manager has looked for it and wants it sent again. */
  readonly after?: string | undefined;
};

export type NoSending =
  | 'not-payable'
  | 'closing'
  | 'under-way'
  /** An earlier one may have arrived. */
  | 'unknown'
  | 'too-soon';

/** Why a link may not be sent like this now; null when it may. Copying it is nobody's message, and always allowed. */
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

/** From when the link may be sent this way again; null when it was not sent so. */
export function sendableFrom(draft: DraftView, via: LinkSending['via'], to: string): number | null {
  const last = sendingsTo(draft, via, to).findLast(({ state }) => state === 'sent');
  return last ? last.at + reminderGapMs : null;
}

/** The last message that went this way to them, where nobody knows whether it arrived. */
export function unknownSending(draft: DraftView, via: LinkSending['via'], to: string): LinkSending | null {
  const last = lastOf(sendingsTo(draft, via, to));
  return last?.state === 'unknown' ? last : null;
}

const lastOf = (sendings: readonly LinkSending[]) => sendings.findLast(({ state }) => state !== 'refused');

const sendingsTo = (draft: DraftView, via: LinkSending['via'], to: string): readonly LinkSending[] =>
  draft.sendings.filter((one) => one.via === via && one.to.toLowerCase() === to.toLowerCase());

/** A message that is sent now reminds of one that was sent before. */
export const isReminder = ({ sendings }: Pick<DraftView, 'sendings'>): boolean =>
  sendings.some(({ via, state }) => via !== 'copied' && state === 'sent');
