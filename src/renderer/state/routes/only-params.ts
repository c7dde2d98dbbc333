import type { Only } from '../../../shared/order-filter.ts';
import { onlySchema } from '../../../shared/order-filter.ts';
import { decodePart } from './decode-part.ts';

type Params = { readonly [name: string]: string };

const lists = {
  sources: 'source',
  statuses: 'status',
  payments: 'payment',
  tags: 'tag',
  assignees: 'whose',
} as const satisfies { readonly [F in keyof Only]?: string };

/** Separates the values of one condition; inside a value it is escaped. */
const between = '|';

/** A single empty value (no assignee) would vanish from the URL: it is written twice and read as one. */
function valuesText(values: readonly string[]): string {
  const text = values.map(encodeURIComponent).join(between);
  return text === '' && values.length > 0 ? between : text;
}

/** Converts the filter of a view to URL parameters. */
export function paramsOf(only: Only): Params {
  const { days, total } = only;
  return {
    ...Object.fromEntries(
      Object.entries(lists).map(([field, name]) => [
        name,
        valuesText(only[field as keyof typeof lists] ?? []), // a key of this very table
      ]),
    ),
    ...(typeof days === 'string' ? { days } : { since: days?.from ?? '', until: days?.to ?? '' }),
    total: total ? [total.currency, total.min ?? '', total.max ?? ''].join(between) : '',
  };
}

/** Parses the filter. An invalid condition, as in a URL typed by hand, is left out. */
export function onlyOf(params: Params): Only {
  const [currency = '', min = '', max = ''] = (params.total ?? '').split(between);
  const range = { ...(params.since && { from: params.since }), ...(params.until && { to: params.until }) };
  const days = params.days || (Object.keys(range).length > 0 && range);
  const total = {
    currency,
    ...(min !== '' && { min: Number(min) }),
    ...(max !== '' && { max: Number(max) }),
  };
  const read = {
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([field, name]) => {
        const value = params[name];
        return value ? [[field, [...new Set(value.split(between).map(decodePart))]]] : [];
      }),
    ),
    ...(days && { days }),
    ...(currency !== '' && { total }),
  };
  const sound = Object.entries(read).filter(
    ([field, value]) => onlySchema.safeParse({ [field]: value }).success,
  );
  return onlySchema.parse(Object.fromEntries(sound));
}
