import type { WorkstationId } from '../../shared/ids.ts';

/** Every event of every computer, and the intents to send notifications. */
export const eventsTopic = 'orderbell-events';
/** Heartbeats, presence and other signals, useful for some minutes only. */
export const signalsTopic = 'orderbell-signals';
/** Holds one message, the leader token: the computer that holds it is the leader. */
export const leaderTopic = 'orderbell-leader';
export const leaderSubscription = 'orderbell-leader';

/** Topics that Shopify and Gmail publish to. Their subscriptions are shared: only the leader pulls. */
export const shopifyTopic = 'orderbell-shopify';
export const shopifySubscription = 'orderbell-shopify';
export const gmailTopic = 'orderbell-gmail';
export const gmailSubscription = 'orderbell-gmail';

/** Each computer has its own subscriptions, so that each receives every message. */
export const signalsSubscription = (workstation: WorkstationId): string => `orderbell-signals-${workstation}`;
export const eventsSubscription = (workstation: WorkstationId): string => `orderbell-events-${workstation}`;
