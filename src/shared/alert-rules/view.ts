import type { OrderId, Source } from '../ids.ts';
import type { Way } from './channels.ts';
import type { Ring } from './escalation.ts';
import type { NoticeOrder } from './notice-text.ts';
import type { Reach } from './reach.ts';
import type { AlertRules, Ruled } from './rules.ts';

export type RuleManager = {
  readonly name: string;
  readonly onDuty: boolean;
  /** When the shift began or ended, epoch milliseconds; null if it never did. */
  readonly since: number | null;
  readonly isQuiet: boolean;
  /** Null for a manager without a ManyChat contact, or if ManyChat is not connected. */
  readonly reach: Reach | null;
  /** The channels that the manager has an address on, and whether each can send. */
  readonly channels: readonly { readonly way: Way; readonly isOpen: boolean }[];
};

/** A recent order with the fields that rules use. */
export type NewestOrder = {
  readonly id: OrderId;
  readonly number: string;
  readonly ruled: Omit<Ruled, 'isFirstTime'> & { readonly isFirstTime: boolean };
};

/** The alert rules, the managers and their state, and what this computer rings for. */
export type AlertRulesView = {
  readonly bell: AlertRules;
  readonly managers: readonly RuleManager[];
  readonly ring: Ring;
  /** Newest first, to test the rules. */
  readonly newest: readonly NewestOrder[];
  /** Sources that do not ring on this computer. */
  readonly silenced: readonly Source[];
};

/** The data for a preview of a notification. */
export type NoticeSample = {
  readonly order: NoticeOrder;
  readonly sourceName: string;
  /** An https address; null if there is no page for the order. */
  readonly link: string | null;
  /** Whether the notification has the button to take the order. */
  readonly canTake: boolean;
};
