import type { Language } from '../../../../shared/languages.ts';
import { decimalMarks } from '../../../../shared/languages.ts';
import { minorDigits } from '../../../../shared/money.ts';
import type {
  TrainerField,
  TrainerItem,
  TrainerValueName,
  TrainerValues,
} from '../../../../shared/trainer.ts';
import { isAmountField, trainerFields } from '../../../../shared/trainer.ts';

/** What a person can be asked to point at: a value, an item row, or one more fee. */
export type Ask = TrainerField | 'item' | 'fee';

/** The DOM id of the requested field. */
export const valueNameOf = (ask: Ask): TrainerValueName =>
  ask === 'item' ? 'items' : ask === 'fee' ? 'otherFees' : ask;

export type ItemForm = {
  readonly key: string;
  readonly quantity: string;
  readonly title: string;
  /** Separated by `;`, because an option may contain a comma. */
  readonly options: string;
  readonly unitPrice: string;
  readonly lineTotal: string;
};
export type FeeForm = { readonly key: string; readonly label: string; readonly amount: string };

/** The order in the form: texts as typed, empty if the mail has no value. */
export type TrainerForm = {
  readonly fields: { readonly [F in TrainerField]: string };
  readonly items: readonly ItemForm[];
  readonly fees: readonly FeeForm[];
};

export type Complaint = 'amount' | 'currency' | 'quantity' | 'title';
export type ReadForm = {
  /** Null while the form has an invalid value. */
  readonly values: TrainerValues | null;
  /** By form path: `total`, `items.2.quantity`, `otherFees.0`. */
  readonly complaints: { readonly [path: string]: Complaint };
};

/** Formats a plain decimal with the language's decimal mark; three decimals could be read as thousands. */
export const amountShown = (decimal: string | undefined, language: Language): string =>
  decimal === undefined || /\.\d{3}/.test(decimal)
    ? (decimal ?? '')
    : decimal.replace('.', decimalMarks[language]);

export const itemFormOf = (item: TrainerItem, key: string, language: Language): ItemForm => ({
  key,
  quantity: String(item.quantity),
  title: item.title,
  options: item.options.join('; '),
  unitPrice: amountShown(item.unitPrice, language),
  lineTotal: amountShown(item.lineTotal, language),
});

export const emptyItem = (key: string): ItemForm => ({
  key,
  quantity: '1',
  title: '',
  options: '',
  unitPrice: '',
  lineTotal: '',
});

/** @param language sets the decimal mark of amounts */
export const formOf = (values: TrainerValues, language: Language = 'en'): TrainerForm => ({
  fields: Object.fromEntries(
    trainerFields.map((field) => [
      field,
      isAmountField(field) ? amountShown(values[field], language) : (values[field] ?? ''),
    ]),
  ) as {
    readonly [F in TrainerField]: string; // each field is there: the entries are made of all of them
  },
  items: values.items.map((item, index) => itemFormOf(item, `read-${index}`, language)),
  fees: values.otherFees.map((fee, index) => ({
    key: `read-${index}`,
    label: fee.label,
    amount: amountShown(fee.amount, language),
  })),
});

/** Parses the form. Invalid values are reported, and nothing is guessed. */
export function readForm(form: TrainerForm): ReadForm {
  const complaints: { [path: string]: Complaint } = {};
  const currency = form.fields.currency.trim().toUpperCase();
  // two decimals while the currency is not known
  const digits = isCurrency(currency) ? minorDigits(currency) : 2;
  const amount = (path: string, text: string): string | undefined => {
    if (text.trim() === '') return undefined;
    const decimal = readAmount(text);
    // many people read `1.500` as fifteen hundred, so it must not become 1.50
    const isUnsure = decimal !== null && digits < 3 && /\.\d{3}$/.test(decimal);
    if (decimal === null || isUnsure) complaints[path] = 'amount';
    return decimal ?? undefined;
  };
  const fields: { [F in TrainerField]?: string } = {};
  for (const field of trainerFields) {
    const text = form.fields[field].trim();
    if (text === '') continue;
    const value = isAmountField(field) ? amount(field, text) : field === 'currency' ? currency : text;
    if (value !== undefined) fields[field] = value;
  }
  if (currency !== '' && !isCurrency(currency)) complaints.currency = 'currency';
  const items = form.items.map((item, index): TrainerItem => {
    const path = `items.${index}`;
    const quantity = Number(item.quantity.trim());
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > 100_000) {
      complaints[`${path}.quantity`] = 'quantity';
    }
    if (item.title.trim() === '') complaints[`${path}.title`] = 'title';
    const unitPrice = amount(`${path}.unitPrice`, item.unitPrice);
    const lineTotal = amount(`${path}.lineTotal`, item.lineTotal);
    return {
      title: item.title.trim(),
      quantity,
      ...(unitPrice !== undefined && { unitPrice }),
      ...(lineTotal !== undefined && { lineTotal }),
      options: item.options
        .split(';')
        .map((option) => option.trim())
        .filter((option) => option !== ''),
    };
  });
  const otherFees = form.fees.map((fee, index) => {
    const path = `otherFees.${index}`;
    const decimal = amount(path, fee.amount);
    if (fee.amount.trim() === '') complaints[path] = 'amount';
    return { label: fee.label.trim(), amount: decimal ?? '' };
  });
  const isClean = Object.keys(complaints).length === 0;
  return { values: isClean ? { ...fields, items, otherFees } : null, complaints };
}

const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

/** Parses `1 240,50 ₴`, `−50`, `1,240.50`, without the sign. @returns null if it is no amount */
export function readAmount(text: string): string | null {
  const bare = text.replace(/[\s'’]/g, '').replace(/^[^\d]+|[^\d]+$/g, '');
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  const mark = bare[last];
  const isThousands = mark !== undefined && bare.split(mark).length > 2;
  if (isThousands && !/^\d{1,3}([.,]\d{3})+$/.test(bare)) return null;
  const isGroup = mark === ',' && /^\d{1,3},\d{3}$/.test(bare);
  const plain =
    last < 0 || isThousands || isGroup
      ? bare.replace(/[.,]/g, '')
      : `${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`;
  return /^\d{1,13}(\.\d{1,4})?$/.test(plain) ? plain : null;
}
