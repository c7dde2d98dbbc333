/** The accounts by which Shopify and Gmail publish to a topic, the same for everybody. */
export const shopifyPublisher = 'delivery@shopify-pubsub-webhooks.iam.gserviceaccount.com';
export const gmailPublisher = 'gmail-api-push@system.gserviceaccount.com';

/** What helps where one of them may not publish. */
export const grantFix = (account: string, topic: string): string =>
  `Give ${account} the role Pub/Sub Publisher on the topic ${topic}, in the Google Cloud console`;
