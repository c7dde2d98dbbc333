import type { Mail } from '../../../shared/reading.ts';
import type { Assembled } from './assemble.ts';
import { assemble } from './assemble.ts';
import { findOrder } from './general-reader.ts';
import type { Layout } from './layout.ts';
import { sectionsOf } from './several-orders.ts';

/** The layout that reads whole, the first of them being what people see; else the one that says most. */
export function readGenerally(mail: Mail, layouts: readonly Layout[]): Assembled | null {
  const readings = layouts.flatMap((layout) => findOrder(mail, layout).map(assemble));
  const [best] = readings.toSorted((one, other) => worthOf(other) - worthOf(one));
  return best ?? null;
}

/** Every order of a mail: several only where each reads whole by itself, with a number, items and a total of its own. */
export function readAllGenerally(mail: Mail, layouts: readonly Layout[]): readonly Assembled[] {
  for (const layout of layouts) {
    const sections = sectionsOf(layout);
    const orders = sections.flatMap((section) => {
      const found = findOrder(mail, section.layout).map((each) => ({ ...each, number: section.number }));
      const [best] = found.map(assemble).toSorted((one, other) => worthOf(other) - worthOf(one));
      return best && best.review.length === 0 ? [best] : [];
    });
    if (sections.length > 1 && orders.length === sections.length) return orders;
  }
  const one = readGenerally(mail, layouts);
  return one ? [one] : [];
}

function worthOf({ content, review }: Assembled): number {
  if (review.length === 0) return 1000;
  const lacks = (code: string) => review.some((reason) => reason.code === code);
  const adds = content.total !== undefined && content.items.length > 0 && !lacks('sum-mismatch');
  return (adds ? 100 : 0) + (content.total ? 20 : 0) + (content.items.length > 0 ? 10 : 0) - review.length;
}
