import { findAmounts } from './amounts.ts';
import type { Areas } from './areas.ts';
import { isOfCompany } from './areas.ts';
import { findDates } from './dates.ts';
import { sellerWords } from './is-sellers.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import type { Layout } from './layout.ts';
import { lineAlone, linesOfRow } from './layout.ts';
import { isSamePerson, looksLikeName } from './names.ts';
import { findPhone, isPhoneLine, withoutPhone } from './phones.ts';
import { isPickedUp } from './pickup.ts';
import { postcode } from './postcodes.ts';
import { readPerson, trimmed } from './read-person.ts';
import type { Place } from './read-place.ts';
import type { SellersOwn } from './sellers-own.ts';
import { beginsAsStreet, holdsStreet } from './streets.ts';

/** A name with a place below it, in one box without any label: the last resort. */
export function unlabelledPlace(
  layout: Layout,
  areas: Areas,
  name: string | undefined,
  own: SellersOwn,
): Place | undefined {
  const end = Math.min(areas.footer, layout.rows.length);
  for (let at = 0; at < end; at += 1) {
    const box = boxAt(layout, at, end);
    if (box.length === 0 || isPickedUp(lineAlone(layout.rows[at - 1] ?? { cells: [] }))) continue;
    // `We bring it to:` in a text is not a known label, and not part of the name.
    const isLead =
      /^\p{L}[^:]{1,40}:$/u.test(box[0] ?? '') || (name !== undefined && isNamed(box[1] ?? '', name));
    const lines = isLead ? box.slice(1) : box;
    const [first = '', ...below] = lines;
    if (below.length < 2 || below.length > 6) continue;
    const person = readPerson([first]);
    if (person.name === undefined || own.isName(person.name) || beginsAsStreet(person.name)) continue;
    if (readLabel(first)?.closed) continue;
    const isAlone = /^[\s·|,–-]*$/.test(withoutPhone(first).slice(person.name.length));
    if (!isAlone || (!person.name.includes(' ') && person.name !== name)) continue;
    const place = below.filter((line) => !isPhoneLine(line)).map(trimmed);
    const isPlace =
      place.length >= 1 &&
      place.some((line) => postcode.test(line)) &&
      place.some((line) => /\d/.test(line) && /\p{L}{3}/u.test(line)) &&
      lines.every((line) => line.length <= 80 && !isOfCompany(line) && !/[!?:]/.test(line)) &&
      place.every(
        (line) => findDates(line).length === 0 && !findAmounts(line).some((amount) => amount.marked),
      );
    if (!isPlace) continue;
    const phone = below
      .filter(isPhoneLine)
      .map(findPhone)
      .find((found) => found !== null);
    return { ...person, address: place.join(', '), ...(typeof phone === 'string' && { phone }) };
  }
  return undefined;
}

/** A line that is the customer's full name; the line above it in its box is unrelated. */
const isNamed = (line: string, name: string): boolean =>
  line.includes(' ') && looksLikeName(line) && isSamePerson(line, name);

/** `For: Ann Lee`, with the address on the next line. */
export function placeUnderPerson(layout: Layout, labels: readonly LabelledText[]): Place | undefined {
  for (const label of labels) {
    if (!label.beside || !label.fields.some((field) => field === 'customer' || field === 'recipient'))
      continue;
    if (label.whose === 'shop' || readPerson(label.lines).name === undefined) continue;
    const below = layout.rows.slice(label.at, label.at + 2).flatMap(linesOfRow);
    const next = below[below.indexOf(label.label) + 1];
    if (next !== undefined && below.includes(label.label) && isWholeAddress(next))
      return { address: trimmed(next) };
  }
  return undefined;
}

const nameAndTown =
  /^\*?(?<name>\p{Lu}[\p{L}.'’ ]{1,40}?) [-–—] (?<town>\p{Lu}[\p{L}.'’ -]{1,40}(?:, [A-Z]{2})?)\*?$/u;

/** `Arriving Tuesday` and below it `Ann – LEEDS`: the only address on some receipts. */
export function arrivingAt(layout: Layout): Place | undefined {
  const lines = layout.rows.slice(0, 40).flatMap(linesOfRow);
  for (const [at, line] of lines.entries()) {
    const found = nameAndTown.exec(line)?.groups;
    const isDelivery = found && readLabel(lines[at - 1] ?? '')?.fields.includes('notPlacedAt');
    if (isDelivery && found.name && found.town && looksLikeName(found.name))
      return { name: found.name, address: found.town };
  }
  return undefined;
}

/** A delivery receipt with one or two addresses above the items: the last is the destination. */
export function lonePlace(layout: Layout, areas: Areas, own: SellersOwn): Place | undefined {
  const end = Math.min(beforeGoods(areas), areas.footer, areas.adverts);
  const lines = layout.rows.slice(0, end).flatMap(linesOfRow);
  const address = lines.findLast(
    (line, at) =>
      isWholeAddress(line) &&
      !lines.slice(Math.max(0, at - 2), at).some((before) => fromAlone.test(before) || own.isName(before)),
  );
  return address === undefined ? undefined : { address: trimmed(address) };
}

/** `ul. Akacjowa 16/9, 90-710 Łódź`: a line of only street, number, postcode and town. */
const isWholeAddress = (line: string): boolean =>
  line.length <= 120 &&
  line.includes(', ') &&
  !from.test(line) &&
  postcode.test(line) &&
  /\p{L}{3}/u.test(line) &&
  /\d/.test(line.replace(postcode, '')) &&
  isPlain(line);

/** Not a question, price, date or label. */
const isPlain = (line: string): boolean =>
  !/[!?:@©]/.test(line) &&
  !isOfCompany(line) &&
  findDates(line).length === 0 &&
  !findAmounts(line).some((amount) => amount.marked) &&
  !readLabel(line)?.closed;

const beforeGoods = ({ items, footer }: Areas): number => (items.until > 0 ? items.from : footer);

/** Among the facts of an order, right below one that is not the seller's, an address on a separate line. */
export function placeAmongFacts(layout: Layout, areas: Areas): Place | undefined {
  const end = Math.min(beforeGoods(areas), areas.footer, areas.adverts);
  const lines = layout.rows.slice(0, end).flatMap(linesOfRow);
  for (const [at, line] of lines.entries()) {
    const above = at > 0 && line.includes(', ') ? readLabel(lines[at - 1] ?? '') : null;
    if (!above?.closed || above.rest === '' || above.whose === 'shop') continue;
    if (above.fields.includes('other') && sellerWords.test(lines[at - 1] ?? '')) continue;
    if (isWholeAddress(line) || isStreetOfTown(line)) return { address: trimmed(line) };
  }
  return undefined;
}

/** `Київ, пр-т Науки 22/20, під'їзд 3`, for countries where postcodes are not written. */
const isStreetOfTown = (line: string): boolean =>
  line.length <= 120 && line.split(', ').length >= 3 && holdsStreet(line) && isPlain(line);

const fromAlone = /^(?:from|від|от|z|von|de|da|desde):?$/iu;
const from = /^(?:from|від|от|z|von|de|da|desde) \p{Lu}/iu;
const to = /^(?:to|до|do|nach|a|para|à|nach|in) (?<place>\p{L}.*)$/iu;

/**
 * The second of two addresses: `From Bistro Granat, 10 Hill St` and below it `To 1 Test St, Leeds`, or `To Ann Lee` with the
 * address in the next line.
 */
export function fromAndTo(layout: Layout): Place | undefined {
  const lines = layout.rows.flatMap(linesOfRow);
  for (const [at, line] of lines.entries()) {
    if (!from.test(line)) continue;
    const next = [at + 1, at + 2].find((each) => to.test(lines[each] ?? '')) ?? at;
    const place = to.exec(lines[next] ?? '')?.groups?.place;
    const below = lines[next + 1] ?? '';
    if (place !== undefined && looksLikeName(place) && isWholeAddress(below))
      return { name: place, address: trimmed(below) };
    if (place !== undefined && /\d/.test(place) && place.length <= 160 && findDates(place).length === 0)
      return { address: place };
  }
  return undefined;
}

/** The lines of a box from a row on: of its only cell, or of the rows that share its block. */
function boxAt(layout: Layout, at: number, end: number): readonly string[] {
  const row = layout.rows[at];
  if (row?.cells.length !== 1) return [];
  const previous = layout.rows[at - 1];
  if (previous && previous.block === row.block && previous.table === row.table && previous.cells.length === 1)
    return [];
  const lines: string[] = [];
  for (const next of layout.rows.slice(at, Math.min(at + 8, end))) {
    if (next.block !== row.block || next.table !== row.table || next.cells.length !== 1) break;
    lines.push(...(next.cells[0]?.lines ?? []));
  }
  return lines;
}
