/**
 * Publishes to a topic of Pub/Sub, as Shopify and Gmail do. Rejects where they may not, or there is no such topic.
 * @param topic its whole name, `projects/PROJECT/topics/TOPIC`
 */
export type Publish = (
  topic: string,
  message: { readonly data: string; readonly attributes?: { readonly [name: string]: string } },
) => Promise<void>;
