import type { PastedAddress } from './pasted.ts';
import * as place from './places.ts';
import type { Sheet } from './sheet.ts';
import { words } from './sheet.ts';

const number = String.raw`\d{1,4}(?:[\p{L}]|\s[абвгд](?!\.))?(?![\p{L}\p{N}])(?:\s?[/-]\s?\d{1,4}[\p{L}]?(?![\p{L}\p{N}]))?(?:,?\s?корп\p{L}*\.?\s?\d{1,2})?`;
const gap = String.raw`[\s,]{0,3}`;

const branch = words(
  `(?:${place.novaPoshta}[\\s,.:-]{0,3})?(?:${place.branchWords})\\s*(?:(?:${place.novaPoshta})\\s*)?(?:№|#|:|номер|nr\\.?|no\\.?|number)?\\s*(\\d{1,5})`,
);
const branchFirst = words(
  `(?:№|#)?\\s?(\\d{1,5})\\s*-?(?:те|е|ое)?\\s*(?:${place.branchWords.replace('|office', '').replace('|склад', '')})(?:\\s*(?:${place.novaPoshta}))?`,
);
const branchShort = words(`(?:${place.novaPoshta})\\s*(?:№|#|-|:)?\\s*(\\d{1,4})`);
const locker = words(
  `(?:${place.novaPoshta}[\\s,.:-]{0,3})?(?:${place.lockerWords})\\s*(?:(?:${place.novaPoshta})\\s*)?(?:№|#|:|номер|nr\\.?|no\\.?)?\\s*(\\d{1,6}|[A-Z]{3}\\d{1,4}[A-Z]{0,3})`,
);
const poshta = words(place.novaPoshta);

const name = String.raw`\p{L}[\p{L}’'.-]*`;
const streetAfterKind = new RegExp(
  `(?<![\\p{L}\\p{N}])((?:${place.streetKinds})(?:(?<=\\.)\\s*|\\s+)(?:\\d{1,2}[-\\s](?:го|та|ї|й|а)\\s+)?${name}(?:[ ]${name}){0,3}?)(?:${gap}(?:${place.houseWords})?\\s?(${number})|(?=\\s*(?:[,;.\\n\\ufffc]|$)))`,
  'giu',
);
const streetBeforeKind = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(\\d{1,4}[\\p{L}]?)\\s+)?(${name}(?:[ ]${name}){0,2}?\\s+(?:${place.streetEnds}))(?!\\p{L})(?:${gap}(?:${place.houseWords})?\\s?(${number}))?`,
  'giu',
);
const bareStreet = new RegExp(
  `(?<![\\p{L}\\p{N}])((?:${name}[ ]){0,2}?${name})${gap}(?:(?:${place.houseWords})\\s?)?(${number})(?=${gap}(?:${place.flatWords}|${place.entranceWords})\\s*№?\\s*\\d)`,
  'giu',
);
const likeStreet = new RegExp(
  `(?<![\\p{L}\\p{N}])((?:${name}[ ])?${place.streetLike})${gap}(?:(?:${place.houseWords})\\s?)?(${number})`,
  'giu',
);
const house = new RegExp(`(?<![\\p{L}\\p{N}])(?:${place.houseWords})\\s*№?\\s*(${number})`, 'giu');
const flat = new RegExp(
  `(?<![\\p{L}])(?:${place.flatWords})\\s*№?\\s*(\\d{1,4}[\\p{L}]?)(?![\\p{L}\\p{N}])`,
  'giu',
);
const wordFirst = (kind: string): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${kind})\\s*№?:?\\s*(\\d{1,2})(?!\\p{N})`, 'giu');
const numberFirst = (kind: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(\\d{1,2})(?:-?(?:й|ий|ому|м|ом|st|nd|rd|th|е))?\\s*(?:${kind})(?![\\p{L}])`,
    'giu',
  );
const either = `${place.entranceWords}|${place.floorWords}`;
const styles = [wordFirst, numberFirst].map((style) => ({
  any: style(either),
  entrance: style(place.entranceWords),
  floor: style(place.floorWords),
}));
const zip = /(?<![\p{L}\p{N}№#+.,-])(\d{2}-\d{3}|\d{5})(?![\p{L}\p{N}]|[ .-]?\d|\s*(?:грн|uah|₴|zł|zl))/giu;

const upper = String.raw`\p{Lu}[\p{L}’'-]+`;
const cityAfterKind = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:[Мм]істо|[Гг]ород|[Cc]ity(?: of)?|[Mm]iasto|[Сс]ело|смт|[Сс]мт\\.?|[мгс]\\.|МІСТО|М\\.|Г\\.)\\s?|[мгс]\\s(?=\\p{Lu}))(${upper}(?:[ -]${upper})?)`,
  'gu',
);
const cityByName = words(`(?:в|у|до|з|in|to|w|do|м|г)?\\s*(${place.cities.join('|')})`);

/** Cuts out the address. @returns null if there is none */
export function takeAddress(sheet: Sheet): PastedAddress | null {
  const lockerAt = sheet.take(locker);
  const branchAt = lockerAt ?? sheet.take(branch) ?? sheet.take(branchFirst) ?? sheet.take(branchShort);
  const isPost = branchAt !== null;
  if (isPost) sheet.take(poshta);

  const flatAt = readAhead(sheet, flat);
  const street = takeStreet(sheet, isPost);
  const houseAt = street && street.house === undefined ? sheet.take(house) : null;
  // without a house the same words have another meaning
  const inHouse = street !== null || flatAt;
  const flatNumber = inHouse ? sheet.take(flat)?.[1] : undefined;
  const { entrance: entranceNumber, floor: floorNumber } = inHouse ? takeInside(sheet) : {};

  const city = takeCity(sheet);
  const zipCode = city || street ? sheet.take(zip)?.[1] : undefined;
  if (!isPost && !street && !city) return null;

  const houseNumber = (street?.house ?? houseAt?.[1])?.replace(/\s+/g, '');
  const parts = {
    ...(city && { city }),
    ...(street && { street: street.street }),
    ...(houseNumber && { house: houseNumber }),
    ...(flatNumber && { flat: flatNumber }),
    ...(entranceNumber && { entrance: entranceNumber }),
    ...(floorNumber && { floor: floorNumber }),
    ...(isPost && !lockerAt && branchAt[1] && { branch: branchAt[1] }),
    ...(lockerAt?.[1] && { locker: lockerAt[1] }),
    ...(zipCode && { zip: zipCode }),
  };
  return { ...parts, line: lineOf(parts, branchAt?.[0], /[а-яіїєґ]/iu.test(sheet.text() + (city ?? ''))) };
}

const readAhead = (sheet: Sheet, pattern: RegExp): boolean => !sheet.text().matchAll(pattern).next().done;

/** "2 під’їзд 7 поверх" or "під’їзд 2 поверх 7": the first pair decides the sequence of both. */
function takeInside(sheet: Sheet): Pick<PastedAddress, 'entrance' | 'floor'> {
  const begins = (pattern: RegExp): number => sheet.text().search(new RegExp(pattern, 'iu'));
  const [first, second] = styles.toSorted((a, b) => (begins(a.any) >>> 0) - (begins(b.any) >>> 0));
  const entrance = (first && sheet.take(first.entrance)?.[1]) ?? (second && sheet.take(second.entrance)?.[1]);
  const floor = (first && sheet.take(first.floor)?.[1]) ?? (second && sheet.take(second.floor)?.[1]);
  return { ...(entrance && { entrance }), ...(floor && { floor }) };
}

/** Words that precede an address and are not part of it. */
const leads = /^(?:(?:на|за|по|в|у|до|адрес\p{L}*|за адресою|to|at|na|доставка|доставити|доставить)\s+)+/iu;

function takeStreet(
  sheet: Sheet,
  isPost: boolean,
): { readonly street: string; readonly house?: string } | null {
  const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(leads, '');
  const kind = sheet.take(streetAfterKind);
  if (kind?.[1]) return { street: tidy(kind[1]), ...(kind[2] && { house: kind[2] }) };
  const end = sheet.take(streetBeforeKind, ([, first, , last]) => first !== undefined || last !== undefined);
  const endHouse = end?.[1] ?? end?.[3];
  if (end?.[2]) return { street: tidy(end[2]), ...(endHouse && { house: endHouse }) };
  if (isPost) return null;
  for (const pattern of [bareStreet, likeStreet]) {
    // the city may stand before it without a comma
    for (const match of sheet.text().matchAll(pattern)) {
      const whole = match[1] ?? '';
      const begins = [...whole.matchAll(cityByName)].reduce(
        (end, { index, 0: city }) => Math.max(end, index + city.length),
        0,
      );
      const street = tidy(whole.slice(begins));
      if (street === '' || !/\p{L}{3}/u.test(street)) continue;
      sheet.cut(match.index + begins, match.index + match[0].length);
      return { street, ...(match[2] && { house: match[2] }) };
    }
  }
  return null;
}

function takeCity(sheet: Sheet): string | null {
  const said = sheet.take(cityAfterKind);
  if (said?.[1]) return said[1];
  const known = sheet.take(cityByName);
  return known?.[1]?.trim() || null;
}

type Parts = Omit<PastedAddress, 'line'>;
function lineOf(parts: Parts, post: string | undefined, isCyrillic: boolean): string {
  const say = (cyrillic: string, latin: string) => (isCyrillic ? cyrillic : latin);
  const { city, street, house, flat, entrance, floor, zip } = parts;
  return [
    city,
    zip,
    street && [street, house].filter(Boolean).join(', '),
    flat && `${say('кв.', 'apt')} ${flat}`,
    entrance && `${say('під’їзд', 'entrance')} ${entrance}`,
    floor && `${say('поверх', 'floor')} ${floor}`,
    post?.replace(/\s+/g, ' ').trim(),
  ]
    .filter(Boolean)
    .join(', ');
}
