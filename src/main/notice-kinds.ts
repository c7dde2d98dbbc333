import type { Way } from '../shared/alert-rules/channels.ts';
import { ways } from '../shared/alert-rules/channels.ts';

/** The outbox kinds of a channel: new orders, late orders (sent in a summary with others), and alerts. */
export function kindsOf(way: Way) {
  if (way === 'messenger') {
    return { prompt: 'notify.newOrder', late: 'notify.lateOrder', alert: 'notify.alert' };
  }
  const name = `${way.charAt(0).toUpperCase()}${way.slice(1)}`;
  return { prompt: `notify.${way}`, late: `notify.late${name}`, alert: `notify.alert${name}` };
}

/** A new order, to one manager by Messenger. */
export const noticeKind: string = kindsOf('messenger').prompt;
/** Kinds that wait for the order to be in the warehouse. */
export const promptKinds: readonly string[] = ways.map((way) => kindsOf(way).prompt);
/** Kinds that are sent as summaries of late orders. */
export const lateKinds: readonly string[] = ways.map((way) => kindsOf(way).late);
/** All notifications of new orders. */
export const noticeKinds: readonly string[] = [...promptKinds, ...lateKinds];
export const alertKinds: readonly string[] = ways.map((way) => kindsOf(way).alert);

/** The channel of a notification. */
export const wayOfKind = (kind: string): Way =>
  ways.find((way) => Object.values(kindsOf(way)).includes(kind)) ?? 'messenger';

/** The prefix of alert keys; no other keys have it. */
export const alertKeyStart = 'alert:';
