import type { Way } from '../shared/alert-rules/channels.ts';

/** Of a new order, to one manager by Messenger. */
export const noticeKind = 'notify.newOrder';
/** The same of an order that nobody waited for when it came: those of one time are told together. */
export const lateNoticeKind = 'notify.lateOrder';
/** The same two, by e-mail. */
export const emailKind = 'notify.email';
export const lateEmailKind = 'notify.lateEmail';
/** The kinds of each way: of an order that is waited for, and of one that was not. */
export const kindsBy = {
  messenger: { prompt: noticeKind, late: lateNoticeKind },
  email: { prompt: emailKind, late: lateEmailKind },
} as const satisfies { readonly [W in Way]: object };
/** What waits for the order to be in the warehouse. */
export const promptKinds: readonly string[] = Object.values(kindsBy).map(({ prompt }) => prompt);
/** What is told together, of orders that nobody waited for. */
export const lateKinds: readonly string[] = Object.values(kindsBy).map(({ late }) => late);
/** The notices of new orders, by every way. */
export const noticeKinds: readonly string[] = [...promptKinds, ...lateKinds];

const emailKinds: readonly string[] = Object.values(kindsBy.email);
/** The way a notice of a new order goes. */
export const wayOfKind = (kind: string): Way => (emailKinds.includes(kind) ? 'email' : 'messenger');

/** The keys of what is owed of alerts begin so, and no others. */
export const alertKeyStart = 'alert:';
