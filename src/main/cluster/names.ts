import type { WorkstationId } from '../../shared/ids.ts';

/** Every event of every computer, and what each is about to send. */
export const eventsTopic = 'orderbell-events';
/** Heartbeats, presence and other signals, which nobody needs after some minutes. */
export const signalsTopic = 'orderbell-signals';
/** The one message whose holder is the leader. */
export const leaderTopic = 'orderbell-leader';
export const leaderSubscription = 'orderbell-leader';

/** What Shopify and Gmail publish. The subscriptions are shared: the leader alone pulls from them. */
export const shopifyTopic = 'orderbell-shopify';
export const shopifySubscription = 'orderbell-shopify';
export const gmailTopic = 'orderbell-gmail';
export const gmailSubscription = 'orderbell-gmail';

/** Each computer has subscriptions of its own, so that each receives every message. */
export const signalsSubscription = (workstation: WorkstationId): string => `orderbell-signals-${workstation}`;
export const eventsSubscription = (workstation: WorkstationId): string => `orderbell-events-${workstation}`;
