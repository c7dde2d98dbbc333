import type { Mail } from '../../../shared/reading.ts';
import type { Assembled } from './assemble.ts';
import { assemble } from './assemble.ts';
import { findOrder } from './general-reader.ts';
import type { Layout } from './layout.ts';
import type { Section } from './several-orders.ts';

/** The first layout that reads whole, beginning with the visible one; else the one with the most values. */
export function readGenerally(mail: Mail, layouts: readonly Layout[]): Assembled | null {
  const readings = layouts.flatMap((layout) => findOrder(mail, layout).map(assemble));
  return bestOf(readings);
}

/**
 * Every order of a mail. Returns several only if each reads whole by itself, with a separate number, items and total.
 * @param parts result of `partsOf`
 */
export function readAllGenerally(
  mail: Mail,
  layouts: readonly Layout[],
  parts: readonly (readonly Section[])[],
): readonly Assembled[] {
  const several = readSeveralGenerally(mail, parts);
  if (several.length > 0) return several;
  const one = readGenerally(mail, layouts);
  return one ? [one] : [];
}

/** The same without the single-order result of most mails. */
export function readSeveralGenerally(
  mail: Mail,
  parts: readonly (readonly Section[])[],
): readonly Assembled[] {
  for (const sections of parts) {
    const orders: Assembled[] = [];
    for (const { number, layout } of sections) {
      const order = bestOf(findOrder(mail, layout).map((found) => assemble({ ...found, number })));
      if (order?.review.length !== 0) break;
      orders.push(order);
    }
    if (orders.length === sections.length) return orders;
  }
  return [];
}

/** Clearly better, rather than a small difference of scores. */
const muchBetter = 15;

const bestOf = (readings: readonly Assembled[]): Assembled | null =>
  readings.reduce<Assembled | null>((best, read) => {
    if (!best) return read;
    const better = worthOf(read) - worthOf(best);
    return better > 0 || (better === 0 && read.fit > best.fit + muchBetter) ? read : best;
  }, null);

function worthOf({ content, review }: Assembled): number {
  if (review.length === 0) return 1000;
  const lacks = (code: string) => review.some((reason) => reason.code === code);
  const adds = content.total !== undefined && content.items.length > 0 && !lacks('sum-mismatch');
  return (adds ? 100 : 0) + (content.total ? 20 : 0) + (content.items.length > 0 ? 10 : 0) - review.length;
}
