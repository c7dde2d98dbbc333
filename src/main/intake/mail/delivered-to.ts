import { findAmounts } from './amounts.ts';
import { findDates, hasTimeSpan } from './dates.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import { isSellersCounter } from './pickup.ts';
import { postcode } from './postcodes.ts';
import type { Place } from './read-place.ts';
import { readPlace } from './read-place.ts';
import type { SellersOwn } from './sellers-own.ts';

/** `Customer` may be followed by an address, too. */
export const isWholePlace = ({ address }: Place): boolean =>
  address !== undefined &&
  !address.includes(':') &&
  /\d/.test(address) &&
  /\p{L}{3}.*(?:, |\d)/u.test(address) &&
  address.length <= 160;

/** `Correos Express, 24 h`, `DPD, 2-3 Werktage` are delivery methods, not addresses. */
const duration =
  /\d\s?(?:h|hours?|hrs|days?|business|working|std|stunden|tage|werktage|jours?|heures?|días|horas|giorni|ore|dni|godz|kg|кг|дн|роб|раб|год|час)(?!\p{L})/iu;

const isTime = (line: string): boolean =>
  findDates(line).length > 0 || hasTimeSpan(line) || duration.test(line);

/** `Arrives by Tue, Jun 10 · Sold by …`. */
const tellsWhen = (line: string): boolean =>
  /\s·\s/.test(line) || readLabel(line)?.fields.includes('notPlacedAt') === true;

/** `Delivery: Kharkiv, branch 31`: the text beside or below a delivery label, unless it is a time or a price. */
export function deliveredTo(labels: readonly LabelledText[], own: SellersOwn): Place | undefined {
  const under = labels.filter(
    (label) =>
      label.fields.includes('notPlacedAt') &&
      !isSellersCounter(label) &&
      !own.isName(label.lines[0]?.split(', ')[0] ?? ''),
  );
  const box = under
    .filter((label) => !label.beside && label.lines.length >= 2 && label.lines.length <= 8)
    .map((label) => ({ ...label, lines: label.lines.filter((line) => !tellsWhen(line) && !isTime(line)) }))
    .map((label) => readPlace(label))
    .find(
      ({ name, address = '' }) =>
        isWholePlace({ address }) &&
        postcode.test(address) &&
        (name !== undefined || postcode.test(address.split(', ').slice(1).join(', '))),
    );
  if (box) return box;
  return under
    .flatMap((label) => (label.beside ? [label] : label.lines.map((line) => ({ ...label, lines: [line] }))))
    .filter(
      ({ lines: [line = ''] }) =>
        findDates(line).length === 0 &&
        !/\d{1,2}[:.]\d{2}/.test(line) &&
        !duration.test(line) &&
        !tellsWhen(line),
    )
    .filter(
      ({ lines: [line = ''] }) =>
        /^\p{L}.*, .*\d/u.test(line) && !findAmounts(line).some((amount) => amount.marked),
    )
    .map((label) => readPlace(label))
    .find((place) => place.address !== undefined);
}
