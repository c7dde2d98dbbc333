import { eachOnce } from './each-once.ts';
import type { Entry } from './entry.ts';
import { lastDecision } from './fold-takings.ts';

export type LearntSender = { readonly family: string; readonly decision: number };

/** Who has sent this shop an order, by address, by the entries of kind `sender-learnt`, in any order. */
export function sendersOf(entries: readonly Entry[]): ReadonlyMap<string, LearntSender> {
  const said = eachOnce(entries.filter((entry) => entry.kind === 'sender-learnt'));
  return new Map(
    [...Map.groupBy(said, ({ data }) => data.address)].flatMap(([address, own]) => {
      const last = lastDecision(own);
      return last ? [[address, last.data] as const] : [];
    }),
  );
}
