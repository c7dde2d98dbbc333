import type { Asked, ServiceError, SetupAnswers } from '../../../src/main/cluster/setup-checks.ts';
import { findingsOf, setupTopics } from '../../../src/main/cluster/setup-checks.ts';

export const shopifyMember = 'serviceAccount:delivery@shopify-pubsub-webhooks.iam.gserviceaccount.com';
export const gmailMember = 'serviceAccount:gmail-api-push@system.gserviceaccount.com';

export const answered = <T>(value: T): Asked<T> => ({ ok: true, value });
export const refused = (error: Partial<ServiceError>): Asked<never> => ({
  ok: false,
  error: { code: null, reason: null, message: 'refused', ...error },
});

/** What Pub/Sub answers where everything is set up. */
const good: SetupAnswers = {
  topics: setupTopics.map((name) => ({ name, made: answered(null) })),
  roundTrip: answered({ clockAheadMs: 0 }),
  publishers: { shopify: answered([shopifyMember]), gmail: answered([gmailMember]) },
};

/** What Pub/Sub answers where each topic is refused. */
export const unmade = (error: Partial<ServiceError>): Partial<SetupAnswers> => ({
  topics: setupTopics.map((name) => ({ name, made: refused(error) })),
});
/** The findings where these answers differ from good ones. */
export const findingsFor = (change: Partial<SetupAnswers> = {}) =>
  findingsOf(
    { ...good, ...change },
    { project: 'my-shop', email: 'orderbell@my-shop.iam.gserviceaccount.com' },
  );
/** Where the grant of Gmail cannot be read. */
export const gmailUnseen = (code: number): Partial<SetupAnswers> => ({
  publishers: { ...good.publishers, gmail: refused({ code }) },
});
