/** The accounts that Shopify and Gmail publish with, the same for all customers. */
export const shopifyPublisher = 'delivery@shopify-pubsub-webhooks.iam.gserviceaccount.com';
export const gmailPublisher = 'gmail-api-push@system.gserviceaccount.com';

/** The fix if one of them may not publish. */
export const grantFix = (account: string, topic: string): string =>
  `Grant ${account} the role Pub/Sub Publisher on the topic ${topic} in the Google Cloud console`;
