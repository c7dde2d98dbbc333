import type { OrderId, SubscriberId } from '../ids.ts';
import type { Rule, RuleSound } from './rules.ts';
import type { Team } from './team.ts';
import { membersOf } from './team.ts';
import type { Told } from './waiting.ts';
import { stepsSoFar } from './waiting.ts';

/** What a computer rings now. It rings once for all of them, again and again until each is taken. */
export type Ring = OrdersRing & {
  /** Customers who asked for a manager and were not answered; oldest first. */
  readonly chats: readonly SubscriberId[];
};
export type OrdersRing = {
  /** Oldest first; empty: it is quiet. */
  readonly orders: readonly OrderId[];
  readonly sound: RuleSound;
};

export const chatKey = (id: SubscriberId): string => `chat:${id}`;

/** Names each thing that rings, so that new ones are recognised. */
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
 * What the computer of a manager rings, of the orders that nobody has taken: those of a ringing step he is among, whose quiet
 * hours are not now, unless the rule is loud.
 */
export function ringOf(waiting: readonly Waiting[], manager: string, team: Team): OrdersRing {
  const mine = waiting
    .filter((one) => ringsFor(one, manager, team))
    .toSorted((one, other) => one.told.rangAt - other.told.rangAt);
  const last = mine.at(-1);
  // what has to be looked at sounds like it, where the rule asks for no sound of its own
  const isDoubtful = last?.needsReview === true && last.rule.sound === 'bell';
  return { orders: mine.map(({ id }) => id), sound: isDoubtful ? 'question' : (last?.rule.sound ?? 'bell') };
}

/** Whom an order rings for but for their quiet hours. */
export const rungFor = (one: Pick<Waiting, 'told' | 'rule'>, team: Team): readonly string[] =>
  team.managers.filter((manager) => ringsFor(one, manager, { ...team, quiet: nobody }));

const nobody: ReadonlySet<string> = new Set();

function ringsFor({ told, rule }: Pick<Waiting, 'told' | 'rule'>, manager: string, team: Team): boolean {
  if (team.quiet.has(manager) && !rule.loud) return false;
  // what rang by the rule before goes on, where this one rings at all
  if (told.passedBefore.includes(manager) && rule.steps.some(({ rings }) => rings)) return true;
  return stepsSoFar({ rule, told }).some(
    ({ rings, whom }, index) =>
      rings &&
      // the first step is for whoever is on duty now; later ones for those they were passed on to, too
      (membersOf(whom, team, rule.loud).includes(manager) || (index > 0 && told.passedTo.includes(manager))),
  );
}
