import type { Recipe } from '../../../shared/recipe.ts';
import { isSenderOf } from '../../../shared/recipe.ts';
import { sendersOf } from '../../../shared/senders-learnt.ts';
import { orderSenders } from '../../ledger/facts.ts';
import { keepSubject } from '../../ledger/kept-subject.ts';
import { learntDraft } from '../../ledger/mail-facts.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { shortName, slug } from '../mail/short-name.ts';
import type { KnownSender } from './look-alike.ts';

export type Senders = {
  /** The recipe's family of a taught sender, or the family of one that has brought an order before; null for a stranger. */
  familyOf(address: string): { readonly family: string; readonly taught: boolean } | null;
  /** The family a stranger's first order goes under. */
  newFamily(address: string): string;
  /** Remembers a sender that brought an order: also a taught one, whose recipe may be removed. */
  learn(address: string, family: string): void;
  readonly addresses: readonly string[];
  /** Whom others may be dressed up as. */
  readonly known: readonly KnownSender[];
};

export type SendersParts = {
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly clock: Clock;
  readonly recipes: () => readonly Recipe[];
};

/** Who sends this shop its orders: the senders of the recipes, and those that one of its computers has learnt from their orders. */
export function createSenders({ ledger, clock, recipes }: SendersParts): Senders {
  const learnt = keepSubject(ledger.entries, orderSenders, sendersOf);
  const untaught = () => untaughtOf(learnt(), recipes());
  const familyOf: Senders['familyOf'] = (address) => {
    const recipe = recipes().find((each) => isSenderOf(each, address));
    if (recipe) return { family: recipe.family, taught: true };
    const known = learnt().get(address);
    return known ? { family: known.family, taught: false } : null;
  };
  return {
    familyOf,
    newFamily(address) {
      const domain = domainOf(address);
      const taken = new Set([
        ...recipes().map((recipe) => recipe.family),
        ...[...learnt()].filter(([other]) => domainOf(other) !== domain).map(([, { family }]) => family),
      ]);
      // Orders of one family are one source: a stranger with a known name must not reach into it.
      const short = shortName(domain);
      return taken.has(short) ? slug(domain) : short;
    },
    learn(address, family) {
      const known = learnt().get(address);
      if (known?.family === family) return;
      const decision = (known?.decision ?? 0) + 1;
      ledger.entries.append(learntDraft({ address, family, decision }, clock.now()));
    },
    get addresses() {
      return addressesOf(learnt(), recipes());
    },
    get known() {
      return [
        ...recipes().map(({ match, name }) => ({ sender: match.sender, name })),
        ...untaught().map(([sender, { family }]) => ({ sender, name: family })),
      ];
    },
  };
}

/** The addresses of `Senders`, for who looks at a ledger once. */
export const knownAddresses = (
  { entries }: Pick<Ledger, 'entries'>,
  recipes: readonly Recipe[],
): readonly string[] => addressesOf(sendersOf(entries.ofSubject(orderSenders)), recipes);

type Learnt = ReturnType<typeof sendersOf>;

const addressesOf = (learnt: Learnt, recipes: readonly Recipe[]): readonly string[] => [
  ...recipes.map(({ match }) => match.sender),
  ...untaughtOf(learnt, recipes).map(([address]) => address),
];

const untaughtOf = (learnt: Learnt, recipes: readonly Recipe[]) =>
  [...learnt].filter(([address]) => !recipes.some((each) => isSenderOf(each, address)));

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
