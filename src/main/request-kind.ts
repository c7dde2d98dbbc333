/** Kinds of external requests to the receiver. All count against one limit; the monthly counts are stored under these names. */
export const requestKinds = ['delivery', 'bot', 'probe', 'other'] as const;
export type RequestKind = (typeof requestKinds)[number];
