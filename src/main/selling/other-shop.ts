import type { DraftView } from '../../shared/draft.ts';
import { Problem } from '../../shared/problem.ts';

type Made = Pick<DraftView, 'name' | 'shop'>;

/**
 * Whether a draft order missing in the connected shop may exist in the shop it was made in. One that is found exists only here,
 * even if the shop's domain has changed.
 */
export const mayBeElsewhere = ({ shop }: Made, connected: string): boolean =>
  shop !== null && shop !== connected;

export const madeElsewhere = ({ name, shop }: Made, connected: string): Problem =>
  new Problem('refused', `${name} belongs to ${shop}, but ${connected} is connected now`, {
    fix: 'Connect that shop again, or find it in its Shopify admin',
  });
