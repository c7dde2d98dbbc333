import { byTime } from '../shared/by-time.ts';
import type { ContentEntry } from '../shared/content-entry.ts';
import { isContent } from '../shared/content-entry.ts';
import type { OrderId } from '../shared/ids.ts';
import type { Ledger } from './ports.ts';

/** What was told of an order so far, by whichever desk, sorted by time; none when it is new here. */
export const toldOf = ({ entries }: Pick<Ledger, 'entries'>, id: OrderId): readonly ContentEntry[] =>
  entries.ofOrder(id).filter(isContent).toSorted(byTime);
