/** What asks the receiver from outside. All of them count against one limit: what a month brought is kept by these words. */
export const requestKinds = ['delivery', 'bot', 'probe', 'other'] as const;
export type RequestKind = (typeof requestKinds)[number];
