import { z } from 'zod';

/** `10:00`, in the shop's own time. */
export const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time looks like 17:30');

/** When an order is wanted, in the shop's own time: a day, a time not before and one not after; each alone is something. */
export const wantedSchema = z
  .object({
    /** `2026-11-25`. */
    date: z.iso.date().optional(),
    from: clockTimeSchema.optional(),
    to: clockTimeSchema.optional(),
  })
  .readonly();
export type WantedTime = z.infer<typeof wantedSchema>;

/** Shopify has no field for it: these stand among an order's additional details, where its people read them too. */
const dayName = 'Delivery day';
const timeName = 'Delivery time';

type Pair = { readonly name: string; readonly value: string };

/** As pairs for Shopify: `2026-11-25`; `10:00-12:00`, or with one end open `10:00-`, `-12:00`. */
export const pairsOfWanted = ({ date, from, to }: WantedTime): readonly Pair[] => [
  ...(date === undefined ? [] : [{ name: dayName, value: date }]),
  ...(from === undefined && to === undefined ? [] : [{ name: timeName, value: `${from ?? ''}-${to ?? ''}` }]),
];

/** Reads back what `pairsOfWanted` wrote; pairs that say anything else stay as they are. */
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

/** Whether the time it is wanted by comes before the time it is wanted from. */
export const endsBeforeItBegins = ({ from, to }: WantedTime): boolean =>
  from !== undefined && to !== undefined && to < from;
