import type { Mail } from '../../../shared/reading.ts';
import type { Assembled } from './assemble.ts';
import { assemble } from './assemble.ts';
import { findOrder } from './general-reader.ts';
import type { Layout } from './layout.ts';

/** The layout that reads whole, the first of them being what people see; else the one that says most. */
export function readGenerally(mail: Mail, layouts: readonly Layout[]): Assembled | null {
  const readings = layouts.flatMap((layout) => findOrder(mail, layout).map(assemble));
  const [best] = readings.toSorted((one, other) => worthOf(other) - worthOf(one));
  return best ?? null;
}

function worthOf({ content, review }: Assembled): number {
  if (review.length === 0) return 1000;
  const lacks = (code: string) => review.some((reason) => reason.code === code);
  const adds = content.total !== undefined && content.items.length > 0 && !lacks('sum-mismatch');
  return (adds ? 100 : 0) + (content.total ? 20 : 0) + (content.items.length > 0 ? 10 : 0) - review.length;
}
