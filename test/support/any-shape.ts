import fc from 'fast-check';
import type { fact } from './orders.ts';

// few ids, so that events collide
const orderIds = ['shopify:1', 'shopify:2', 'manual:3'] as const;
export const anyOrder = fc.constantFrom(...orderIds);
export const anyManager = fc.constantFrom('Iryna', 'Oksana', 'Taras');
export const anyDraft = fc.constantFrom('draft-1', 'draft-2');
export const anyPerson = fc.constantFrom('41', '42');
export const anyNumber = fc.integer({ min: 1, max: 3 });
export const anyAmount = fc.integer({ min: 1, max: 200_000 }).map((minor) => ({ minor, currency: 'UAH' }));

/** An id without a unique part can be written by two computers with different data. */
export type Shape = {
  readonly id: string;
  readonly kind: Parameters<typeof fact>[0]['kind'];
  readonly orderId?: string | null;
  readonly data: unknown;
};

/** A decision on an order, with a unique id. @param said the fields of the decision besides its number */
export const actionOn = (
  kind: Shape['kind'],
  said: { readonly [field: string]: fc.Arbitrary<unknown> },
): fc.Arbitrary<Shape> =>
  fc
    .record({ order: anyOrder, decision: anyNumber, ...said, deed: fc.uuid() })
    .map(({ order, deed, ...data }) => ({ id: `deed:${deed}`, kind, orderId: order, data }));
