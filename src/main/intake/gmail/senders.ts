import { z } from 'zod';
import type { Recipe } from '../../../shared/recipe.ts';
import { isSenderOf } from '../../../shared/recipe.ts';
import type { Settings } from '../../ports.ts';
import { shortName, slug } from '../mail/short-name.ts';
import type { KnownSender } from './look-alike.ts';

const learntSchema = z.record(z.string(), z.string());
const setting = 'gmail.senders';

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

/** Who sends this shop its orders: the senders of the recipes, and those learnt from their orders. */
export function createSenders(settings: Settings, recipes: () => readonly Recipe[]): Senders {
  const learnt = (): Readonly<Record<string, string>> =>
    learntSchema.parse(JSON.parse(settings.get(setting) ?? '{}'));
  const untaught = (): readonly (readonly [address: string, family: string])[] =>
    Object.entries(learnt()).filter(([address]) => !recipes().some((each) => isSenderOf(each, address)));
  const familyOf: Senders['familyOf'] = (address) => {
    const recipe = recipes().find((each) => isSenderOf(each, address));
    if (recipe) return { family: recipe.family, taught: true };
    const family = learnt()[address];
    return family === undefined ? null : { family, taught: false };
  };
  return {
    familyOf,
    newFamily(address) {
      const domain = domainOf(address);
      const taken = new Set([
        ...recipes().map((recipe) => recipe.family),
        ...Object.entries(learnt())
          .filter(([other]) => domainOf(other) !== domain)
          .map(([, family]) => family),
      ]);
      // Orders of one family are one source: a stranger with a known name must not reach into it.
      const short = shortName(domain);
      return taken.has(short) ? slug(domain) : short;
    },
    learn(address, family) {
      const before = learnt();
      if (before[address] !== family) settings.set(setting, JSON.stringify({ ...before, [address]: family }));
    },
    get addresses() {
      return [...recipes().map((recipe) => recipe.match.sender), ...untaught().map(([address]) => address)];
    },
    get known() {
      return [
        ...recipes().map(({ match, name }) => ({ sender: match.sender, name })),
        ...untaught().map(([sender, family]) => ({ sender, name: family })),
      ];
    },
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
