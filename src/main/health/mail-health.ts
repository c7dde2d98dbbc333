import type { Recipe } from '../../shared/recipe.ts';
import { isSenderOf } from '../../shared/recipe.ts';
import type { MailWarning, RecipeView } from '../../shared/trainer.ts';
import type { Clock, Ledger } from '../ports.ts';

/** What the mails of a recipe have been like lately, and what a person should look at while they still read. */
export type MailHealth = {
  readonly of: (
    recipe: Recipe,
  ) => Pick<RecipeView, 'mails' | 'needingReview' | 'lastMailAt' | 'lastMail' | 'warnings'>;
  readonly warnings: () => readonly MailWarning[];
};

const monthMs = 30 * 24 * 3_600_000;
const mostLooked = 2000;

export function createMailHealth({
  ledger,
  clock,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
}): MailHealth {
  const readingsOf = (sender: string) =>
    ledger.readings.ofSender(sender, { since: clock.now() - monthMs, limit: mostLooked });
  return {
    of(recipe) {
      const name = `${recipe.family}@${recipe.version}`;
      const senders = ledger.readings.senders().filter((sender) => isSenderOf(recipe, sender));
      const all = senders.flatMap(readingsOf);
      const read = all.filter((reading) => reading.recipe === name);
      const [newest] = all.toSorted((one, other) => other.mailedAt - one.mailedAt);
      return {
        mails: read.length,
        needingReview: read.filter((reading) => reading.kind === 'needs-review').length,
        lastMailAt: read.length === 0 ? null : Math.max(...read.map((reading) => reading.mailedAt)),
        lastMail: newest?.document ?? null,
        warnings: [],
      };
    },
    warnings: () => [],
  };
}
