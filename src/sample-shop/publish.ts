/**
 * Publishes to a topic of Pub/Sub, as Shopify and Gmail do. Rejects without permission or without such a topic.
 * @param topic its whole name, `projects/PROJECT/topics/TOPIC`
 */
export type Publish = (
  topic: string,
  message: { readonly data: string; readonly attributes?: { readonly [name: string]: string } },
) => Promise<void>;
