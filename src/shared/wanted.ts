import { z } from 'zod';

/** `10:00`, in the shop's time zone. */
export const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'enter a time like 17:30');

/** The requested delivery time in the shop's time zone: a day, an earliest and a latest time, each optional. */
export const wantedSchema = z
  .object({
    /** `2026-11-25`. */
    date: z.iso.date().optional(),
    from: clockTimeSchema.optional(),
    to: clockTimeSchema.optional(),
  })
  .readonly();
export type WantedTime = z.infer<typeof wantedSchema>;

/** Shopify has no field for it, so these are additional details of the order, which its admin shows too. */
const dayName = 'Delivery day';
const timeName = 'Delivery time';

type Pair = { readonly name: string; readonly value: string };

/** Name-value pairs for Shopify: `2026-11-25`; `10:00-12:00`, or with one end open `10:00-`, `-12:00`. */
export const pairsOfWanted = ({ date, from, to }: WantedTime): readonly Pair[] => [
  ...(date === undefined ? [] : [{ name: dayName, value: date }]),
  ...(from === undefined && to === undefined ? [] : [{ name: timeName, value: `${from ?? ''}-${to ?? ''}` }]),
];

/** Parses the pairs of `pairsOfWanted`; other pairs are returned unchanged. */
export function wantedOfPairs(pairs: readonly Pair[]): {
  readonly wanted: WantedTime | undefined;
  readonly others: readonly Pair[];
} {
  const said = (name: string): string | undefined => pairs.find((pair) => pair.name === name)?.value;
  const [from, to] = (said(timeName) ?? '').split('-');
  const read = wantedSchema.safeParse({
    ...(said(dayName) && { date: said(dayName) }),
    ...(from && { from }),
    ...(to && { to }),
  });
  if (!read.success) return { wanted: undefined, others: pairs };
  const written = pairsOfWanted(read.data);
  const others = pairs.filter(
    ({ name, value }) => !written.some((pair) => pair.name === name && pair.value === value),
  );
  return { wanted: written.length > 0 ? read.data : undefined, others };
}

/** Whether the latest time is before the earliest time. */
export const endsBeforeItBegins = ({ from, to }: WantedTime): boolean =>
  from !== undefined && to !== undefined && to < from;
