/** Every way an order can come in the sample shop. */
export const samplePaths = [
  'shopify',
  'chat-bot',
  'chat-manager',
  'mail-bloomdash',
  'mail-dostavo',
  'mail-unreadable',
  'draft-paid',
  'twin',
] as const;
export type SamplePath = (typeof samplePaths)[number];
