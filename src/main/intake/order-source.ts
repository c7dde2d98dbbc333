import type { Source } from '../../shared/ids.ts';
import type { PollingLoop } from '../polling-loop.ts';
import type { Connection } from '../ports.ts';
import type { Standing } from '../standing.ts';

/** An item that exists at a source, by the source's own report. */
export type ListedItem = {
  /** `shopify:450789469` of an order, `mail:18c2…` of a mail. */
  readonly id: string;
  readonly number: string;
  /** Time of creation; for a mail the time it was found. */
  readonly at: number;
};

/** An account that orders are fetched from: a shop or a mailbox. */
export interface OrderSource extends PollingLoop, Connection {
  readonly standing: Standing;
  /** Resolves with a poll that begins after this call. Calls during a running poll share the next one. Never rejects. */
  now(): Promise<void>;
  /** Whether the last poll fetched everything, except items that fail alone. */
  isRead(): boolean;
  /** The sources whose items can be listed; a mailbox has one for each approved service. */
  sources(): readonly Source[];
  /**
   * The items that the account lists for a span of epoch milliseconds, whether the ledger has them or not. Null if none of them is
   * expected here. Rejects with a Problem.
   */
  list(
    source: Source,
    span: { readonly from: number; readonly to: number },
  ): Promise<readonly ListedItem[] | null>;
  /** Fetches one listed item into the ledger. Rejects with a Problem. */
  fetch(id: string): Promise<void>;
}
