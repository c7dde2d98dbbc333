import type { Way } from '../shared/alert-rules/channels.ts';

/** A new order, to one manager by Messenger. */
export const noticeKind = 'notify.newOrder';
/** A late order, which is sent in a summary with others. */
export const lateNoticeKind = 'notify.lateOrder';
/** The same two by e-mail. */
export const emailKind = 'notify.email';
export const lateEmailKind = 'notify.lateEmail';
/** The kinds of each channel: prompt orders and late orders. */
export const kindsBy = {
  messenger: { prompt: noticeKind, late: lateNoticeKind },
  email: { prompt: emailKind, late: lateEmailKind },
} as const satisfies { readonly [W in Way]: object };
/** Kinds that wait for the order to be in the warehouse. */
export const promptKinds: readonly string[] = Object.values(kindsBy).map(({ prompt }) => prompt);
/** Kinds that are sent as summaries of late orders. */
export const lateKinds: readonly string[] = Object.values(kindsBy).map(({ late }) => late);
/** All notifications of new orders. */
export const noticeKinds: readonly string[] = [...promptKinds, ...lateKinds];

const emailKinds: readonly string[] = Object.values(kindsBy.email);
/** The channel of a new order's notification. */
export const wayOfKind = (kind: string): Way => (emailKinds.includes(kind) ? 'email' : 'messenger');

/** The prefix of alert keys; no other keys have it. */
export const alertKeyStart = 'alert:';
