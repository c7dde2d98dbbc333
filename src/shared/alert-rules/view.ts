import type { OrderId, Source } from '../ids.ts';
import type { Ring } from './escalation.ts';
import type { NoticeOrder } from './notice-text.ts';
import type { Reach } from './reach.ts';
import type { AlertRules, Ruled } from './rules.ts';

export type RuleManager = {
  readonly name: string;
  readonly onDuty: boolean;
  /** When the shift began or ended, epoch milliseconds; null for one who has never said. */
  readonly since: number | null;
  readonly isQuiet: boolean;
  /** Null for one who is not written to in Messenger: no contact of ManyChat's is known of him, or it is not connected. */
  readonly reach: Reach | null;
  /** Whether he can be told by e-mail; null for one without an address. */
  readonly email: 'ready' | 'not-allowed' | null;
};

/** An order that came of late, as rules see it. */
export type NewestOrder = {
  readonly id: OrderId;
  readonly number: string;
  readonly ruled: Omit<Ruled, 'isFirstTime'> & { readonly isFirstTime: boolean };
};

/** Who is told of orders and how, who is there, and what this computer rings just now. */
export type AlertRulesView = {
  readonly bell: AlertRules;
  readonly managers: readonly RuleManager[];
  readonly ring: Ring;
  /** Newest first, to try the rules on. */
  readonly newest: readonly NewestOrder[];
  /** Sources this computer does not ring for. */
  readonly silenced: readonly Source[];
};

/** What a notice of an order is made of, for looking at a text before it is told. */
export type NoticeSample = {
  readonly order: NoticeOrder;
  readonly sourceName: string;
  /** An https address, or null where the order can be opened nowhere. */
  readonly link: string | null;
  /** Whether the notice has the button that takes the order. */
  readonly canTake: boolean;
};
