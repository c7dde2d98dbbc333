import { addressInParts } from './address-parts.ts';
import { findAmounts } from './amounts.ts';
import type { Areas } from './areas.ts';
import { greeted, namedAsBuyer } from './called-by-name.ts';
import type { ContactContext } from './contact-context.ts';
import { findDates } from './dates.ts';
import { isSellers } from './is-sellers.ts';
import type { LabelledText } from './labels.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { nameInParts } from './name-parts.ts';
import { isSamePerson } from './names.ts';
import { findPhone, withoutPhone } from './phones.ts';
import { besideName, emailOf, onlyEmail, onlyLinked } from './read-email.ts';
import type { Person } from './read-person.ts';
import { readPerson } from './read-person.ts';
import type { Place } from './read-place.ts';
import { readPlace, splitNamedAddress } from './read-place.ts';
import {
  arrivingAt,
  fromAndTo,
  lonePlace,
  placeUnderPerson,
  postcode,
  unlabelledPlace,
} from './unlabelled-place.ts';

export type Contact = {
  readonly customerName?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly recipientName?: string;
  readonly recipientPhone?: string;
  readonly address?: string;
};

export type FoundContact = {
  readonly contact: Contact;
  /** Fields that no label told. */
  readonly guessed: readonly (keyof Contact)[];
  /** How to hand over, where it stands among the lines of the address. */
  readonly handOver: string | undefined;
};

export function readContact(
  layout: Layout,
  all: readonly LabelledText[],
  context: ContactContext,
): FoundContact {
  const { areas } = context;
  const labels = all.filter((label) => label.at < areas.footer);
  /** An address right after the seller's name is the seller's, unless a person was named between. */
  const isNearSeller = (label: LabelledText): boolean => {
    const before = labels.slice(0, labels.indexOf(label)).filter((each) => label.at - each.at <= 4);
    const last = before.findLast(
      (each) => isSellers(each) || each.fields.some((field) => persons.has(field)),
    );
    return last !== undefined && isSellers(last);
  };
  const of = (field: 'customer' | 'recipient' | 'address') =>
    labels.filter(
      (label) =>
        label.fields.includes(field) &&
        label.whose !== 'shop' &&
        !(field === 'address' && label.beside && isNearSeller(label)),
    );
  const named = (field: 'customer' | 'recipient'): readonly Person[] =>
    of(field)
      .map((label) => readPerson(label.lines, label.whose !== null || isOfPerson(label)))
      .filter((person) => person.name !== undefined);
  const [labelled] = named('customer');
  const [recipient] = named('recipient');
  const billed = labels
    .filter((label) => label.fields.includes('otherAddress'))
    .map((label) => readPlace(label))
    .find((found) => found.name !== undefined);
  const told = namedAsBuyer(layout, context.subject, areas, context.isToShop);
  const inParts = nameInParts(layout, areas.footer);
  // A form's `Name` may be half of it.
  const isHalf = labelled?.name !== undefined && inParts?.includes(labelled.name);
  const buyer =
    inParts !== null && (labelled === undefined || isHalf)
      ? { ...labelled, name: inParts }
      : (labelled ?? told ?? billed ?? undefined);
  const ofPersons = [...of('recipient'), ...of('customer')].filter((label) => label.lines.length > 1);
  const labelledPlace = placeOf(of('address').map((label) => readPlace(label)));
  const parts = addressInParts(layout, areas.footer);
  const found =
    // Piece by piece it says more than the piece that is called the address.
    (parts !== null && (labelledPlace?.address === undefined || parts.includes(labelledPlace.address))
      ? { ...labelledPlace, address: parts }
      : labelledPlace) ??
    deliveredTo(labels) ??
    placeOf(ofPersons.map((label) => readPlace(label)).filter(isWholePlace)) ??
    fromAndTo(layout) ??
    unlabelledPlace(layout, areas, buyer?.name) ??
    placeUnderPerson(layout, labels) ??
    (context.isToShop ? undefined : arrivingAt(layout)) ??
    (context.isToShop || buyer ? undefined : lonePlace(layout, areas));
  const place = withTown(found, buyer?.name ?? recipient?.name);
  const split =
    buyer || recipient || place?.name || !place?.address ? null : splitNamedAddress(place.address);
  const placeName = split?.name ?? place?.name;

  const greetedName = buyer || context.isToShop ? null : greeted(layout);
  const fullest = (name: string | undefined) =>
    name !== undefined &&
    placeName !== undefined &&
    isSamePerson(name, placeName) &&
    placeName.length > name.length
      ? placeName
      : name;
  const otherName = recipient?.name ?? (buyer ? placeName : undefined);
  const isOther =
    otherName !== undefined && buyer?.name !== undefined && !isSamePerson(otherName, buyer.name);
  // What is greeted by two names is somebody; a parcel may go to a shop's counter.
  const isGreeted = greetedName?.includes(' ') === true && placeName?.includes(' ') !== true;
  const customerName = recipient
    ? (buyer?.name ?? recipient.name)
    : fullest(buyer?.name ?? (isGreeted ? greetedName : placeName) ?? greetedName ?? undefined);
  const phones = phonesOf(labels);
  const recipientPhone = isOther ? (recipient?.phone ?? phones.recipient ?? place?.phone) : undefined;
  const phone =
    labelled?.phone ??
    (isOther && phones.customer === place?.phone ? undefined : phones.customer) ??
    told?.phone ??
    (isOther ? undefined : (recipient?.phone ?? phones.recipient ?? place?.phone)) ??
    billed?.phone ??
    (isOther ? undefined : phoneUnder(layout, areas, customerName));
  const labelledEmail = emailOf(labels, context, besideName(layout, areas, customerName));
  const email =
    labelledEmail ?? (context.isToShop ? (onlyEmail(layout, context) ?? onlyLinked(context)) : undefined);
  const address = split?.address ?? withoutName(place?.address, customerName);
  const guessed: (keyof Contact)[] = [
    ...(labelled || recipient ? [] : (['customerName'] as const)),
    ...(of('address').length > 0 ? [] : (['address'] as const)),
    ...(labelledEmail === undefined ? (['email'] as const) : []),
  ];
  return {
    contact: {
      ...(customerName !== undefined && { customerName }),
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
      ...(isOther && { recipientName: otherName }),
      ...(recipientPhone !== undefined && { recipientPhone }),
      ...(address !== undefined && { address }),
    },
    guessed,
    handOver: place?.handOver,
  };
}

/** A phone alone in its line, within three lines of the customer's name alone in its. */
function phoneUnder(layout: Layout, { footer }: Areas, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const lines = layout.rows.slice(0, footer).flatMap(linesOfRow);
  for (const [at, line] of lines.entries()) {
    if (line !== name) continue;
    const phone = lines
      .slice(at + 1, at + 4)
      .map((below) => (withoutPhone(below).trim() === '' ? findPhone(below) : null))
      .find((found) => found !== null);
    if (phone) return phone;
  }
  return undefined;
}

const persons: ReadonlySet<string> = new Set(['customer', 'recipient']);

/** `Name` and `Contact` stand above other things too; `Customer` and `Recipient` do not. */
const isOfPerson = (label: LabelledText): boolean =>
  !/^[^\p{L}\p{N}]*(?:name|full name|contact|контакт|kontakt|nombre|nome|nom|contacto|contato|dla|für|pour|para|per|gast|guest)(?!\p{L})/iu.test(
    label.label,
  );

const placeOf = (places: readonly Place[]): Place | undefined =>
  places.find((place) => place.address !== undefined && /\d/.test(place.address)) ??
  places.find((place) => place.address !== undefined);

/** `Ann Lee, 5 High St, Leeds` of Ann Lee. */
function withoutName(address: string | undefined, name: string | undefined): string | undefined {
  const [first = '', ...rest] = address?.split(', ') ?? [];
  return name !== undefined && rest.length >= 2 && name.includes(' ') && first === name
    ? rest.join(', ')
    : address;
}

/** A town above its street is no name where the customer has another. */
function withTown(place: Place | undefined, customer: string | undefined): Place | undefined {
  if (place?.name === undefined || place.address === undefined || customer === undefined) return place;
  const isNoName =
    !place.name.includes(' ') ||
    building.test(place.name) ||
    (firm.test(place.name) && place.phone === undefined);
  if (!isNoName || isSamePerson(place.name, customer)) return place;
  const { name, ...rest } = place;
  return { ...rest, address: `${name}, ${place.address}` };
}
const firm =
  /(?<!\p{L})(?:gmbh|ag|ug|kg|ohg|e\.?k|ltd|limited|llc|inc|plc|sarl|sas|sasu|eurl|s\.?l\.?u?|s\.?a|lda|ltda|s\.?r\.?l\.?s?|s\.?p\.?a|sp\. ?z ?o\.? ?o|s\.?c|тов|фоп|пп|ооо|ип|ао)\.?$|^(?:тов|фоп|пп|ооо|ип|ао|firma|fa\.) /iu;
const building =
  /^(?:résidence|bâtiment|immeuble|villa|residencial|edificio|edifício|condomínio|urbanización|conjunto|palazzo|cascina|wohnanlage|haus|hof|хутор|село|с|м|г|город|місто|смт|пос|жк|бц|тц|ос|osiedle|os|dom|c\/o|chez)\.? |(?:tower|towers|house|building|court|apartments|plaza|mall|hotel)$/iu;

/** Under `Customer` may stand where they live, too. */
const isWholePlace = ({ address }: Place): boolean =>
  address !== undefined &&
  !address.includes(':') &&
  /\d/.test(address) &&
  /\p{L}{3}.*(?:, |\d)/u.test(address) &&
  address.length <= 160;

/** `Correos Express, 24 h`, `DPD, 2-3 Werktage` tell how, not where. */
const duration =
  /\d\s?(?:h|hours?|hrs|days?|business|working|std|stunden|tage|werktage|jours?|heures?|días|horas|giorni|ore|dni|godz|kg|кг|дн|роб|раб|год|час)(?!\p{L})/iu;

/** `Delivery: Kharkiv, branch 31`: what stands beside the word for delivery or below it, where it is no time and no price. */
function deliveredTo(labels: readonly LabelledText[]): Place | undefined {
  const under = labels.filter((label) => label.fields.includes('notPlacedAt'));
  const box = under
    .filter((label) => !label.beside && label.lines.length >= 2 && label.lines.length <= 8)
    .map((label) => readPlace(label))
    .find((place) => place.name !== undefined && isWholePlace(place) && postcode.test(place.address ?? ''));
  if (box) return box;
  return under
    .flatMap((label) => (label.beside ? [label] : label.lines.map((line) => ({ ...label, lines: [line] }))))
    .filter(
      ({ lines: [line = ''] }) =>
        findDates(line).length === 0 && !/\d{1,2}[:.]\d{2}/.test(line) && !duration.test(line),
    )
    .filter(
      ({ lines: [line = ''] }) =>
        /^\p{L}.*, .*\d/u.test(line) && !findAmounts(line).some((amount) => amount.marked),
    )
    .map((label) => readPlace(label))
    .find((place) => place.address !== undefined);
}

/** Phones with labels of their own: whose each is, its label says, else the last person named above it. */
function phonesOf(labels: readonly LabelledText[]): {
  readonly customer?: string;
  readonly recipient?: string;
} {
  let person: 'customer' | 'recipient' | 'shop' | null = null;
  const found: { customer?: string; recipient?: string } = {};
  for (const label of labels) {
    if (label.fields.includes('recipient')) person = 'recipient';
    else if (label.fields.includes('customer')) person = 'customer';
    else if (isSellers(label)) person = 'shop';
    if (!label.fields.includes('phone')) continue;
    const phone = findPhone(label.lines[0] ?? '');
    const whose = label.whose ?? person ?? 'customer';
    if (phone !== null && whose !== 'shop') found[whose] ??= phone;
  }
  return found;
}
