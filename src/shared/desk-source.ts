import { ways } from './bell/ways.ts';

/** What a desk listens to when it is the receiver, as far as it is connected there. */
export const deskSources = ['shopify', 'gmail'] as const;
export type DeskSource = (typeof deskSources)[number];
/** As people call them. */
export const sourceNames: { readonly [S in DeskSource]: string } = { shopify: 'Shopify', gmail: 'Gmail' };

/** What a desk can do for the shop when it is the receiver: listen, be reached from outside, and tell the managers. */
export const deskMeans = [...deskSources, 'tunnel', ...ways] as const;
export type DeskMeans = (typeof deskMeans)[number];
