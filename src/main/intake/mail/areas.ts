import { bare } from './clean-text.ts';
import type { ItemArea } from './item-area.ts';
import { itemArea } from './item-area.ts';
import { readLabel } from './labels.ts';
import type { Layout, Row } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { isTaxLine } from './tax-line.ts';
import { alternatives, wordsOf } from './words/all.ts';

/** Start rows of the parts of a mail; the number of rows if nothing follows the order. */
export type Areas = {
  readonly items: ItemArea;
  /** The first row of adverts. */
  readonly adverts: number;
  /** The first row of signature, support contact and unsubscribe link. */
  readonly footer: number;
};

const advert = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${alternatives(wordsOf((language) => language.adverts))})(?!\\p{L})`,
  'u',
);
const footer = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${alternatives(wordsOf((language) => language.footers))})(?!\\p{L})`,
  'u',
);
/** Company and tax registers: a line with one describes the company that wrote it. */
const company =
  /(?:^|[^\p{L}])(?:vat (?:reg|no|gb)|ust-?id|ust-idnr|steuernr|p\.? ?iva|partita iva|nif|nipc|cif|cnpj|rfc|cuit|siret|siren|rcs|tva (?:non|fr|intra)|nip|regon|krs|іпн|єдрпоу|инн|огрн|registered (?:in|office)|company (?:no|number)|gmbh|s\.?r\.?l|s\.l\.|s\.a\.|sp\. z o\.o|ltd|llc|inc\.(?!\s?(?:vat|tax|gst))|тов|фоп|ооо)(?![\p{L}])/iu;

/** The customer may be a company too. */
function isOfOrder(line: string): boolean {
  const label = readLabel(line);
  return label?.closed === true && label.whose !== 'shop' && label.fields.some((field) => ofOrder.has(field));
}
const ofOrder: ReadonlySet<string> = new Set([
  'customer',
  'recipient',
  'address',
  'otherAddress',
  'note',
  'number',
  'placedAt',
]);

function headsBuyer(line: string): boolean {
  const label = line.length <= 60 ? readLabel(line) : null;
  return (
    label?.rest === '' &&
    label.whose !== 'shop' &&
    (label.fields.includes('otherAddress') || label.fields.includes('address') || label.whose === 'customer')
  );
}

export function areasOf(layout: Layout): Areas {
  const { rows } = layout;
  const isAdvert = (row: Row): boolean =>
    linesOfRow(row).some((line) => line.length <= 80 && advert.test(bare(line)));
  const isFooter = (row: Row): boolean =>
    linesOfRow(row).some((line) => /^--$/.test(line) || footer.test(bare(line)) || isOfCompany(line)) &&
    !linesOfRow(row).some(isOfOrder);
  // A lone `NIP: 5860000000` with the buyer's address below it belongs to the buyer.
  const isBuyersTax = (row: Row, at: number): boolean =>
    linesOfRow(row).every(isTaxLine) &&
    rows.slice(at + 1, at + 3).some((each) => linesOfRow(each).some(isOfOrder));
  /** A company below a billing or delivery label is the customer. */
  const isBuyersFirm = (at: number): boolean =>
    rows.slice(Math.max(0, at - 4), at).some((row) => linesOfRow(row).some(headsBuyer));
  const first = (from: number, is: (row: Row, at: number) => boolean): number => {
    const at = rows.findIndex((row, index) => index >= from && is(row, index));
    return at < 0 ? rows.length : at;
  };
  return {
    items: itemArea(layout),
    adverts: first(4, isAdvert),
    footer: first(
      Math.max(4, Math.floor(rows.length * 0.6)),
      (row, at) => isFooter(row) && !isBuyersTax(row, at) && !isBuyersFirm(at),
    ),
  };
}

export const isOfCompany = (line: string): boolean => line.length > 20 && company.test(line);
