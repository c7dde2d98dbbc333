import { foldText } from '../plain-words.ts';

export type Place = {
  /** Street, house and flat in one writing: `садова 5 кв12`. */
  readonly door: string;
  /** The other words of the address, such as the town. */
  readonly around: readonly string[];
};

/** Words that every address may have or not, and that tell no place. */
const noise = new Set(
  [
    ['вул', 'вулиця', 'street', 'st', 'str', 'ул', 'улица', 'просп', 'проспект', 'пр', 'ave', 'avenue'],
    ['бульвар', 'бул', 'blvd', 'площа', 'пл', 'пров', 'провулок', 'road', 'rd', 'lane', 'square'],
    ['буд', 'будинок', 'дім', 'дом', 'house', 'building', 'bldg'],
    ['м', 'місто', 'город', 'city', 'town', 'смт', 'село', 'с', 'обл', 'область', 'район', 'р'],
    ['україна', 'ukraine'],
  ].flat(),
);
const flatWords = new Set([
  'кв',
  'квартира',
  'оф',
  'офіс',
  'apt',
  'apartment',
  'flat',
  'unit',
  'suite',
  'office',
]);
/** Numbers after these open a door or name a floor; they are no part of where it is. */
const inside = new Set(
  [
    ['під', 'підїзд', 'подъезд', 'парадне', 'поверх', 'этаж', 'секція', 'домофон', 'код'],
    ['entrance', 'floor', 'intercom', 'code', 'тел', 'телефон', 'phone'],
  ].flat(),
);
/** Where many people fetch what they bought: to have it in common says nothing. */
const pickUp =
  /відділення|отделение|поштомат|почтомат|постомат|нова пошта|укрпошта|самовивіз|branch|locker|pick-?up|post office/u;

/** @returns null for an address that names no door: without a house number, or where many people fetch their orders */
export function placeOf(address: string | undefined): Place | null {
  if (address === undefined) return null;
  const text = foldText(address);
  if (pickUp.test(text)) return null;
  const tokens =
    text.match(/\d+(?:\s?-?[a-zа-яіїєґ](?![\p{L}\p{N}]))?(?:[/-]\d+\p{L}?)*|\p{L}[\p{L}\p{N}]*/gu) ?? [];
  const words: string[] = [];
  const numbers: string[] = [];
  let street: string | null = null;
  let flat: string | null = null;
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1] ?? '';
    if (!/^\d/.test(token)) {
      if (!noise.has(token) && !flatWords.has(token) && !inside.has(token)) {
        words.push(token);
        // `12 High Street`: the number leads
        if (numbers.length > 0 && street === null) street = token;
      }
      continue;
    }
    const number = token.replace(/[\s-](?=\p{L})/gu, '');
    if (/^\d{5,}$/.test(number) || inside.has(before)) continue; // a postcode, a floor
    if (flatWords.has(before)) flat ??= number;
    else if (numbers.length === 0) {
      street = words.at(-1) ?? null;
      numbers.push(number);
    } else numbers.push(number);
  }
  const [house, second] = numbers;
  if (house === undefined || street === null) return null;
  const inner = flat ?? second; // `Sadova 5, 12`: a second number is the flat
  return {
    door: [street, house, ...(inner === undefined ? [] : [`кв${inner}`])].join(' '),
    around: words.filter((one) => one !== street),
  };
}
