import { addressInParts } from './address-parts.ts';
import type { Areas } from './areas.ts';
import { greeted, namedAsBuyer, namedByNumber } from './called-by-name.ts';
import { bare } from './clean-text.ts';
import type { ContactContext } from './contact-context.ts';
import { deliveredTo, isWholePlace } from './delivered-to.ts';
import { isSellers } from './is-sellers.ts';
import type { LabelledText } from './labels.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { nameInParts } from './name-parts.ts';
import { isSamePerson, looksLikeName } from './names.ts';
import { findPhone, isPhoneLine, withoutPhone } from './phones.ts';
import { personOfFirm, withTown } from './place-names.ts';
import { besideName, emailOf, onlyEmail, onlyLinked, sentToEmail } from './read-email.ts';
import type { Person } from './read-person.ts';
import { readPerson } from './read-person.ts';
import type { Place } from './read-place.ts';
import { readPlace, splitNamedAddress } from './read-place.ts';
import type { SellersOwn } from './sellers-own.ts';
import { sellersOwn } from './sellers-own.ts';
import {
  arrivingAt,
  fromAndTo,
  lonePlace,
  placeAmongFacts,
  placeUnderPerson,
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
  /** Fields found without a label. */
  readonly guessed: readonly (keyof Contact)[];
  /** The delivery method, if it is among the lines of the address. */
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
        !(field === 'customer' && ofHelp.test(bare(label.label))) &&
        !(field === 'address' && label.beside && isNearSeller(label)),
    );
  const hailed = greeted(layout, context.number);
  /** Below a company name comes the person whom the mail greets. */
  const belowFirm = (lines: readonly string[]): readonly string[] => {
    const [firm = '', person = ''] = lines;
    const isBelow = hailed !== null && looksLikeName(person) && isSamePerson(person, hailed);
    return isBelow && !isSamePerson(firm, hailed) ? lines.slice(1) : lines;
  };
  const named = (field: 'customer' | 'recipient'): readonly Person[] =>
    of(field)
      .map((label) => readPerson(belowFirm(label.lines), label.whose !== null || isOfPerson(label)))
      .filter((person) => person.name !== undefined);
  const [labelled] = named('customer');
  const [recipient] = named('recipient');
  const billed = labels
    .filter((label) => label.fields.includes('otherAddress'))
    .map((label) => personOfFirm(readPlace(label), hailed ?? undefined))
    .find((found) => found?.name !== undefined);
  /** The billed person pays for another one if the mail greets the person it is sent to. */
  const isPayer = ({ name = '' }: Person): boolean =>
    greetedName !== null &&
    !isSamePerson(name, greetedName) &&
    of('address').some(({ lines: [line = ''] }) => looksLikeName(line) && isSamePerson(line, greetedName));
  const told = namedAsBuyer(layout, context.subject, areas, context.isToShop);
  const greetedName = context.isToShop ? null : hailed;
  const own = sellersOwn(layout, context);
  const inParts = nameInParts(layout, areas.footer);
  // A form's `Name` may be only one half of it.
  const isHalf = labelled?.name !== undefined && inParts?.includes(labelled.name);
  const buyer =
    inParts !== null && (labelled === undefined || isHalf)
      ? { ...labelled, name: inParts }
      : (labelled ??
        told ??
        (recipient ? senderOf(labels, context.isToShop ? null : hailed) : undefined) ??
        (context.isToShop ? namedByNumber(layout, context.number) : undefined) ??
        (billed && isPayer(billed) ? undefined : billed));
  const ofPersons = [...of('recipient'), ...of('customer')].filter((label) => label.lines.length > 1);
  const labelledPlace = placeOf(
    of('address')
      .map((label) => readPlace(label))
      .map((each) => (sameAsBilled.test(bare(each.address ?? '')) ? (billed ?? {}) : each)),
  );
  const parts = addressInParts(layout, areas.footer);
  const found =
    // The separate address fields hold more than the field labelled as the address.
    (parts !== null &&
    (labelledPlace?.address === undefined ||
      parts.includes(labelledPlace.address) ||
      /\p{L}: /u.test(labelledPlace.address))
      ? { ...labelledPlace, address: parts }
      : labelledPlace) ??
    deliveredTo(labels, own) ??
    placeOf(ofPersons.map((label) => readPlace(label)).filter(isWholePlace)) ??
    fromAndTo(layout) ??
    unlabelledPlace(layout, areas, buyer?.name ?? greetedName ?? undefined, own) ??
    placeUnderPerson(layout, labels) ??
    placeAmongFacts(layout, areas) ??
    (context.isToShop ? undefined : arrivingAt(layout)) ??
    (context.isToShop || buyer ? undefined : lonePlace(layout, areas, own));
  const known = buyer?.name ?? recipient?.name;
  const place = personOfFirm(withTown(found, known), known ?? greetedName ?? undefined);
  const split =
    buyer || recipient || place?.name || !place?.address ? null : splitNamedAddress(place.address);
  const placeName = split?.name ?? place?.name;

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
  // A greeting with two names is a person; a parcel may go to a shop's counter.
  const isGreeted =
    greetedName?.includes(' ') === true && (placeName?.includes(' ') !== true || own.isName(placeName));
  const customerName = recipient
    ? (buyer?.name ?? recipient.name)
    : (fullest(buyer?.name ?? (isGreeted ? greetedName : placeName) ?? greetedName ?? undefined) ??
      firmOf(labels));
  const phones = phonesOf(labels, own);
  const recipientPhone = isOther ? (recipient?.phone ?? phones.recipient ?? place?.phone) : undefined;
  const phone =
    labelled?.phone ??
    (isOther && phones.customer === place?.phone ? undefined : phones.customer) ??
    told?.phone ??
    (isOther ? undefined : (recipient?.phone ?? phones.recipient ?? place?.phone)) ??
    billed?.phone ??
    phones.nobodys ??
    (isOther ? undefined : phoneUnder(layout, areas, customerName));
  const labelledEmail = emailOf(labels, context, besideName(layout, areas, customerName), own);
  const email =
    labelledEmail ??
    (context.isToShop
      ? (onlyEmail(layout, context) ?? onlyLinked(context))
      : sentToEmail(layout, labels, context));
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

/** `Contact customer service`. */
const ofHelp =
  /(?<!\p{L})(?:service|support|help|care|hilfe|aide|ayuda|ajuda|assistenza|pomoc|допомог|поддержк|підтримк)/u;

/** The sender of flowers is the customer who ordered them. */
const senderOf = (labels: readonly LabelledText[], hailed: string | null): Person | undefined =>
  labels
    .filter((label) => label.fields.includes('sender') && label.whose !== 'shop')
    .map((label) => readPerson(label.lines))
    .find(({ name }) => name !== undefined && (hailed === null || isSamePerson(name, hailed)));

/** A company is the customer if there is no person. */
const firmOf = (labels: readonly LabelledText[]): string | undefined =>
  labels.find((label) => label.fields.includes('firm') && label.whose !== 'shop' && !isSellers(label))
    ?.lines[0];

/** A phone on its own line, within three lines after a line with only the customer's name. */
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

/** `Name` and `Contact` label other values too; `Customer` and `Recipient` do not. */
const isOfPerson = (label: LabelledText): boolean =>
  !/^[^\p{L}\p{N}]*(?:name|full name|contact|контакт|kontakt|nombre|nome|nom|contacto|contato|dla|für|pour|para|per|gast|guest)(?!\p{L})/iu.test(
    label.label,
  );

/** `Same as billing address`. */
const sameAsBilled =
  /^\P{L}*(?:same as|identical|identisch|wie (?:die )?rechnung|entspricht|gleich|identique|la meme|meme que|igual (?:que|a|ao)|la misma|a mesma|mesmo que|uguale|come (?:sopra|fatturazione|l'indirizzo)|stess[oa]|taki sam|taka sama|jak w|така ж|та сама|збігається|співпадає|совпадает|такой же|тот же|zelfde|gelijk aan|stejna|shodna)(?!\p{L})/u;

const placeOf = (places: readonly Place[]): Place | undefined =>
  places.find((place) => place.address !== undefined && /\d/.test(place.address)) ??
  places.find((place) => place.address !== undefined);

/** Removes the name: `Ann Lee, 5 High St, Leeds` of Ann Lee. */
function withoutName(address: string | undefined, name: string | undefined): string | undefined {
  const [first = '', ...rest] = address?.split(', ') ?? [];
  return name !== undefined && rest.length >= 2 && name.includes(' ') && first === name
    ? rest.join(', ')
    : address;
}

/** Labelled phones. The label names the owner, else it is the last person named above. */
function phonesOf(
  labels: readonly LabelledText[],
  own: SellersOwn,
): {
  readonly customer?: string;
  readonly recipient?: string;
  readonly nobodys?: string;
} {
  let person: 'customer' | 'recipient' | 'shop' | null = null;
  const found: { customer?: string; recipient?: string; nobodys?: string } = {};
  for (const label of labels) {
    if (label.fields.includes('recipient')) person = 'recipient';
    else if (label.fields.includes('customer')) person = 'customer';
    else if (isSellers(label)) person = 'shop';
    const isPhone =
      label.fields.includes('phone') ||
      (label.fields.includes('customer') && isPhoneLine(label.lines[0] ?? ''));
    if (!isPhone) continue;
    const phone = findPhone(label.lines[0] ?? '');
    const whose = label.whose ?? person ?? 'nobodys';
    if (phone !== null && whose !== 'shop' && !own.isPhone(phone)) found[whose] ??= phone;
  }
  return found;
}
