import type { Recipe } from '../../../shared/recipe.ts';
import { isSenderOf } from '../../../shared/recipe.ts';
import { sendersOf } from '../../../shared/senders-learnt.ts';
import { orderSenders } from '../../ledger/facts.ts';
import { keepSubject } from '../../ledger/kept-subject.ts';
import { learntDraft } from '../../ledger/mail-facts.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { shortName, slug } from '../mail/short-name.ts';
import type { KnownSender } from './look-alike.ts';
import { areKin, domainOf, ownDomain } from './shared-domains.ts';

export type Senders = {
  /** The recipe's family of a taught sender, or the family of one that has brought an order before; null for a stranger. */
  familyOf(address: string): { readonly family: string; readonly taught: boolean } | null;
  /**
   * The family of a known sender at the domain of this address, or at one below or above it; null for a stranger. Anybody can
   * write such an address: it is theirs where the mail is genuine.
   */
  kinOf(address: string): string | null;
  /** The family that the first order of one without goes under. */
  newFamily(address: string): string;
  /** What is tried on a mail from there: a service keeps its template when it writes from another address. */
  recipesFor(address: string): readonly Recipe[];
  /** Remembers a sender that brought an order: also a taught one, whose recipe may be removed. */
  learn(address: string, family: string): void;
  readonly addresses: readonly string[];
  /** The addresses, and the domains from which the same services may write. */
  readonly searched: readonly string[];
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
  const kinOf: Senders['kinOf'] = (address) => {
    const domain = domainOf(address);
    const all = [
      ...recipes().map(({ match, family }) => ({ theirs: domainOf(match.sender), family })),
      ...[...learnt()].map(([other, { family }]) => ({ theirs: domainOf(other), family })),
    ].filter(({ theirs }) => areKin(domain, theirs));
    const apart = (theirs: string): number => Math.abs(theirs.length - domain.length);
    // the nearest, and of those a taught one
    const [nearest] = all.toSorted((one, other) => apart(one.theirs) - apart(other.theirs));
    return nearest?.family ?? null;
  };
  return {
    familyOf,
    kinOf,
    recipesFor: (address) => recipesFor(recipes(), address),
    newFamily(address) {
      const kin = kinOf(address);
      if (kin !== null) return kin;
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
    get searched() {
      return searchedOf(addressesOf(learnt(), recipes()));
    },
    get known() {
      return [
        ...recipes().map(({ match, name }) => ({ sender: match.sender, name })),
        ...untaught().map(([sender, { family }]) => ({ sender, name: family })),
      ];
    },
  };
}

/**
 * What is tried on a mail from an address: every recipe, and those of its service lent to it. Where it has one of its own, older
 * ones of that family still are: it may have been taught from another kind of mail. A newer one would be preferred to its own, and
 * was tried on the mails of the address it was taught for.
 */
export function recipesFor(recipes: readonly Recipe[], address: string): readonly Recipe[] {
  const own = recipes.filter((each) => isSenderOf(each, address));
  const isLent = (recipe: Recipe): boolean =>
    !own.includes(recipe) &&
    areKin(domainOf(address), domainOf(recipe.match.sender)) &&
    (own.length === 0 ||
      own.some(({ family, version }) => family === recipe.family && recipe.version < version));
  const lent = recipes.filter(isLent);
  return [...recipes, ...lent.map((each) => ({ ...each, match: { ...each.match, sender: address } }))];
}

/** The addresses, and the domains from which the same services may write. */
export const searchedOf = (addresses: readonly string[]): readonly string[] => [
  ...new Set([...addresses, ...addresses.flatMap((each) => ownDomain(domainOf(each)) ?? [])]),
];

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
