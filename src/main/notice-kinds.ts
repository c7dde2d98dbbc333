import type { Way } from '../shared/alert-rules/channels.ts';
import { ways } from '../shared/alert-rules/channels.ts';

/** The outbox kinds of each channel: new orders, late orders (sent in a summary with others), and alerts. */
export const kindsBy = {
  messenger: { prompt: 'notify.newOrder', late: 'notify.lateOrder', alert: 'notify.alert' },
  email: { prompt: 'notify.email', late: 'notify.lateEmail', alert: 'notify.alertEmail' },
} as const satisfies { readonly [W in Way]: object };

/** A new order, to one manager by Messenger. */
export const noticeKind: string = kindsBy.messenger.prompt;
/** Kinds that wait for the order to be in the warehouse. */
export const promptKinds: readonly string[] = ways.map((way) => kindsBy[way].prompt);
/** Kinds that are sent as summaries of late orders. */
export const lateKinds: readonly string[] = ways.map((way) => kindsBy[way].late);
/** All notifications of new orders. */
export const noticeKinds: readonly string[] = [...promptKinds, ...lateKinds];
export const alertKinds: readonly string[] = ways.map((way) => kindsBy[way].alert);

/** The channel of a notification. */
export const wayOfKind = (kind: string): Way =>
  ways.find((way) => Object.values<string>(kindsBy[way]).includes(kind)) ?? 'messenger';

/** The prefix of alert keys; no other keys have it. */
export const alertKeyStart = 'alert:';
