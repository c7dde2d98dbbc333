import { z } from 'zod';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { templateName } from '../../../shared/mail-template.ts';
import type { Ledger } from '../../ports.ts';
import { longestLookBackMs } from './left-by-others.ts';
import { firstLookBackMs, fromSince } from './poll-plan.ts';

const setting = 'gmail.taught';
const namesSchema = z.array(z.string());

export type TaughtSince = {
  /** Queries for earlier mails of these senders, as far back as a listing at that time goes. */
  readonly queries: readonly string[];
  /** Call in the transaction that stores the results: marks the templates and senders as known. */
  readonly remember: () => void;
};

/**
 * The templates and senders added since the last `remember`: earlier mails were judged without them. None at first, since the
 * first listing knows them all.
 * @param approved the approved senders
 * @param at when the mailbox was last polled, by Google's clock
 * @returns null when nothing was added
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
  // built-in templates have no such time
  const savedAt = saved.list().flatMap((each) => (isNew(each.recipe) ? [each.savedAt] : []));
  const from = Math.max(Math.min(at, ...savedAt) - firstLookBackMs, at - longestLookBackMs);
  const searched = [
    ...recipes.filter(isNew).map(({ match }) => match.sender),
    ...approved.filter((sender) => !known.has(sender)),
  ];
  return {
    queries: fromSince(searched, from),
    remember: () => settings.set(setting, names),
  };
}
