import type { Problem } from '../../../shared/problem.ts';
import { subjectSays } from '../mail/mail-purpose.ts';
import { thrownOut } from './gmail-client.ts';
import { ownLabels } from './mail-intake.ts';
import type { AloneMail } from './pending-mails.ts';
import type { Senders } from './senders.ts';

/** A mail that may be an order, and cannot be fetched though others can. */
export type Unfetched = {
  /** Gmail's. */
  readonly id: string;
  /** Null where not even that can be had, as when Google accepted it, epoch milliseconds. */
  readonly from: string | null;
  readonly cameAt: number | null;
  /** Of its sender; null for a stranger. */
  readonly family: string | null;
  readonly problem: Problem;
  readonly since: number;
};

/** Which of them managers have to hear of. One of which nothing is known may be an order as well. */
export function unfetchedOf(
  mails: readonly AloneMail[],
  senders: Pick<Senders, 'familyOf'>,
): readonly Unfetched[] {
  return mails.flatMap(({ id, about, problem, since }): readonly Unfetched[] => {
    if (about === null) return [{ id, from: null, cameAt: null, family: null, problem, since }];
    const { from, subject, internalDate, labelIds } = about;
    const cameAt = internalDate > 0 ? internalDate : null;
    const family = senders.familyOf(from);
    if (labelIds.some((label) => ownLabels.has(label))) return [];
    const announces = subjectSays(subject) === 'new-order' && !labelIds.some((label) => thrownOut.has(label));
    return family !== null || announces ? [{ id, from, cameAt, family, problem, since }] : [];
  });
}
