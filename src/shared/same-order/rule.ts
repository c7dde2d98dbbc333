import type { Order, SameReason } from '../order.ts';
import { momentOf } from '../placed-at.ts';
import { placeOf } from './address.ts';
import { nameKey, phoneKey, sameKeysOf } from './keys.ts';

/** Two orders further apart than this are two orders. */
export const sameWithinMs = 3_600_000;
/** A phone, a door or a cart of more people than this is no evidence: a courier's, an office's, a dish of the day. */
export const mostPeople = 3;

/** An order that could be one of two tellings. What is cancelled, forged, a test or a part already is none. */
export const canBeSame = ({ status, quarantined, partOf, content }: Order): boolean =>
  status !== 'cancelled' && !quarantined && partOf === undefined && content.test !== true;

/**
 * Why two orders may be one that was told twice; empty when nothing speaks for it. Pure.
 * @param isShared whether a key (see `sameKeysOf`) belongs to too many people to say anything
 */
export function sameBecause(a: Order, b: Order, isShared: (key: string) => boolean): readonly SameReason[] {
  if (a.id === b.id || !canBeSame(a) || !canBeSame(b)) return [];
  if (Math.abs(momentOf(a) - momentOf(b)) > sameWithinMs) return [];
  // the storefront tells nothing twice, and who buys there twice has bought twice
  if (isStorefront(a) && isStorefront(b)) return [];

  const [ours, theirs] = [sameKeysOf(a), sameKeysOf(b)];
  const isPhone = ours.phones.some((key) => theirs.phones.includes(key) && !isShared(key));
  const isCart = ours.cart !== null && ours.cart === theirs.cart;
  const isDoor =
    ours.door !== null && ours.door === theirs.door && !isShared(ours.door) && !isElsewhere(a, b);
  const people = comparePeople(a, b);

  const reasons: SameReason[] = [];
  if (isPhone) reasons.push('phone');
  if (isDoor && (isPhone || isCart || people !== 'others')) reasons.push('address');
  if (isCart) reasons.push('cart');

  const isPerson = reasons.includes('phone') || reasons.includes('address');
  // a source that numbers two orders has two: only the very same goods of the same person are a doubt
  if (a.source === b.source) return isPerson && isCart ? reasons : [];
  if (isPerson) return reasons;
  if (!isCart || ours.cart === null || isShared(ours.cart)) return [];
  const isOtherDoor = ours.door !== null && theirs.door !== null && ours.door !== theirs.door;
  return people === 'others' || (isOtherDoor && people !== 'same') ? [] : reasons;
}

const isStorefront = ({ source, content, draftId }: Order): boolean =>
  source === 'shopify' && content.soldThrough !== 'shopify_draft_order' && draftId === undefined;

/** One street and number in two towns. */
function isElsewhere(a: Order, b: Order): boolean {
  const [ours, theirs] = [placeOf(a.content.address)?.around ?? [], placeOf(b.content.address)?.around ?? []];
  if (ours.length === 0 || theirs.length === 0) return false;
  if (script(ours.join('')) !== script(theirs.join(''))) return false; // `Київ` and `Kyiv`
  return !ours.some((word) => theirs.includes(word));
}

/** What names and phones say of the buyers: `unsure` while either side does not tell enough. */
function comparePeople(a: Order, b: Order): 'same' | 'others' | 'unsure' {
  const [ours, theirs] = [a, b].map(({ content }) =>
    nameKey(content.customer.name).split(' ').filter(Boolean),
  );
  if (!ours || !theirs) return 'unsure';
  const shared = ours.filter((word) => theirs.includes(word)).length;
  if (shared >= 2) return 'same'; // a service may give a number of its own instead of the buyer's
  const phones = [phoneKey(a.content.customer.phone), phoneKey(b.content.customer.phone)];
  const isOtherPhone = phones.every((phone) => phone !== null) && phones[0] !== phones[1];
  const isComparable =
    ours.length > 0 && theirs.length > 0 && script(ours.join('')) === script(theirs.join(''));
  const isOtherName = isComparable && shared === 0;
  if (isOtherName) return 'others';
  return isOtherPhone && !(isComparable && shared > 0) ? 'others' : 'unsure';
}

const script = (text: string): 'latin' | 'other' => (/\p{Script=Latin}/u.test(text) ? 'latin' : 'other');
