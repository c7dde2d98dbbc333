import { z } from 'zod';
import { completenessDays } from '../../../shared/completeness.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { templateName } from '../../../shared/mail-template.ts';
import type { Ledger } from '../../ports.ts';
import { longestLookBackMs } from './left-by-others.ts';
import { firstLookBackMs, fromSince } from './poll-plan.ts';

const setting = 'gmail.taught';
const namesSchema = z.array(z.string());
const day = 86_400_000;

export type TaughtSince = {
  /** What finds the mails that came from their senders before, as far back as a listing made then goes. */
  readonly queries: readonly string[];
  /** What finds those that are held against the mailbox day by day. */
  readonly counted: readonly string[];
  /** Call with what was found, in its transaction: these are no news any more. */
  readonly remember: () => void;
};

/**
 * The templates that were taught and the senders that were approved since this was last remembered: what came from those senders
 * was judged without them. At first there are none, for the first listing knows them all.
 * @param approved the approved senders; @param at when the mailbox was last asked, by Google's clock @returns null where all is as it was remembered
 */
export function taughtSince(
  { settings, recipes: saved }: Pick<Ledger, 'settings' | 'recipes'>,
  recipes: readonly MailTemplate[],
  approved: readonly string[],
  at: number,
): TaughtSince | null {
  const kept = settings.get(setting);
  const names = JSON.stringify([...recipes.map(templateName), ...approved]);
  if (names === kept) return null;
  const known = new Set(namesSchema.parse(JSON.parse(kept ?? names)));
  const isNew = (recipe: MailTemplate): boolean => !known.has(templateName(recipe));
  // those that come with the app have no such time
  const savedAt = saved.list().flatMap((each) => (isNew(each.recipe) ? [each.savedAt] : []));
  const from = Math.max(Math.min(at, ...savedAt) - firstLookBackMs, at - longestLookBackMs);
  const searched = [
    ...recipes.filter(isNew).map(({ match }) => match.sender),
    ...approved.filter((sender) => !known.has(sender)),
  ];
  return {
    queries: fromSince(searched, from),
    counted: fromSince(searched, at - completenessDays * day),
    remember: () => settings.set(setting, names),
  };
}
