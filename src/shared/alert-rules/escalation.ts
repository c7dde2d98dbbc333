import type { OrderId, SubscriberId } from '../ids.ts';
import type { Rule, RuleSound } from './rules.ts';
import type { Team } from './team.ts';
import { membersOf } from './team.ts';
import type { Told } from './waiting.ts';
import { stepsSoFar } from './waiting.ts';

/** What a computer rings for now. It repeats one sound for all of them until each is taken. */
export type Ring = OrdersRing & {
  /** Customers who asked for a manager and got no answer; oldest first. */
  readonly chats: readonly SubscriberId[];
};
export type OrdersRing = {
  /** Oldest first; empty when it does not ring. */
  readonly orders: readonly OrderId[];
  readonly sound: RuleSound;
};

export const chatKey = (id: SubscriberId): string => `chat:${id}`;

/** A key for each ringing order and chat, so that new ones are recognised. */
export const ringKeys = ({ orders, chats }: Pick<Ring, 'orders' | 'chats'>): readonly string[] => [
  ...orders,
  ...chats.map(chatKey),
];

export type Waiting = {
  readonly id: OrderId;
  readonly told: Told;
  readonly rule: Rule;
  readonly needsReview: boolean;
};

/**
 * The untaken orders that ring on a manager's computer: those with a ringing step that includes the manager, except in quiet
 * hours, unless the rule is loud.
 */
export function ringOf(waiting: readonly Waiting[], manager: string, team: Team): OrdersRing {
  const mine = waiting
    .filter((one) => ringsFor(one, manager, team))
    .toSorted((one, other) => one.told.rangAt - other.told.rangAt);
  const last = mine.at(-1);
  // an order to review has its own sound, unless the rule sets one
  const isDoubtful = last?.needsReview === true && last.rule.sound === 'bell';
  return { orders: mine.map(({ id }) => id), sound: isDoubtful ? 'question' : (last?.rule.sound ?? 'bell') };
}

/** The managers an order rings for, ignoring quiet hours. */
export const rungFor = (one: Pick<Waiting, 'told' | 'rule'>, team: Team): readonly string[] =>
  team.managers.filter((manager) => ringsFor(one, manager, { ...team, quiet: nobody }));

const nobody: ReadonlySet<string> = new Set();

function ringsFor({ told, rule }: Pick<Waiting, 'told' | 'rule'>, manager: string, team: Team): boolean {
  if (team.quiet.has(manager) && !rule.loud) return false;
  // a manager it rang for under the previous rule still hears it, if this rule rings at all
  if (told.passedBefore.includes(manager) && rule.steps.some(({ rings }) => rings)) return true;
  return stepsSoFar({ rule, told }).some(
    ({ rings, whom }, index) =>
      rings &&
      // the first step is for those on duty now; later steps also for those it was escalated to
      (membersOf(whom, team, rule.loud).includes(manager) || (index > 0 && told.passedTo.includes(manager))),
  );
}
