/** What a desk listens to when it is the receiver, as far as it is connected there. */
export const deskSources = ['shopify', 'gmail'] as const;
export type DeskSource = (typeof deskSources)[number];
