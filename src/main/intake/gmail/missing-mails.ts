import type { Problem } from '../../../shared/problem.ts';
import { subjectSays } from '../mail/mail-purpose.ts';
import { thrownOut } from './gmail-client.ts';
import { ownLabels } from './mail-intake.ts';
import type { AloneMail } from './pending-mails.ts';
import type { Senders } from './senders.ts';

/** A possible order mail that cannot be fetched although others can. */
export type Unfetched = {
  /** Gmail's id. */
  readonly id: string;
  /** Null if unknown, like the time when Google accepted it, epoch milliseconds. */
  readonly from: string | null;
  readonly cameAt: number | null;
  /** The family of its sender; null for an unknown sender. */
  readonly family: string | null;
  readonly problem: Problem;
  readonly since: number;
};

/** The mails that managers must be notified of, including those without metadata. */
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
