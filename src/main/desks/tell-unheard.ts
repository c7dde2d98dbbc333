import { sourceNames } from '../../shared/desk-source.ts';
import type { UnheardView } from '../../shared/desks-view.ts';
import type { DeskId } from '../../shared/ids.ts';
import type { MailWarning } from '../../shared/trainer.ts';
import type { Unheard } from './crew.ts';
import type { NameOf } from './refusals.ts';
import { computerOf } from './refusals.ts';

/** What nobody listens to and why, and how it is heard again. */
export function tellUnheard(
  { source, receiver, isOtherMailbox, holder }: Unheard,
  self: DeskId,
  nameOf: NameOf,
): UnheardView {
  const whose = (desk: DeskId): string => (desk === self ? 'this computer' : computerOf(desk, nameOf));
  const name = sourceNames[source];
  const [listens, has] = [whose(receiver), whose(holder.desk)];
  if (isOtherMailbox) {
    const worker = nameOf(holder.desk);
    return {
      source,
      problem: `Nobody reads the mailbox of ${has} now: ${listens} listens, and is signed in to another one`,
      fix: 'Sign in to the same mailbox on both computers',
      isOtherMailbox: true,
      ...(worker !== null && { whose: worker }),
    };
  }
  return {
    source,
    problem: holder.isOn
      ? `Nobody reads ${name} now: ${listens} listens without it, and ${has}, which has it, does not listen`
      : `Nobody reads ${name} now: ${listens} listens without it, and ${has}, which has it, is off`,
    fix: fix(),
  };

  function fix(): string {
    if (!holder.isOn) return `Connect ${name} here or sign in again, or start Orderbell there`;
    if (!holder.isFuller) return `Connect ${name} at the computer that listens, or sign in again there`;
    return holder.desk === self
      ? 'This computer takes over by itself within a quarter of an hour, and at once when you let it listen'
      : 'It takes over by itself within a quarter of an hour while Orderbell runs there';
  }
}

/** As a source that cannot be read is told. @param since epoch milliseconds, when the one began to listen that lacks it */
export const warningsOf = (unheard: readonly UnheardView[], since: number): readonly MailWarning[] =>
  unheard.map(({ source, problem, isOtherMailbox, whose }) => ({
    kind: 'stopped',
    sender: whose === undefined ? sourceNames[source] : `${sourceNames[source]} (${whose})`,
    // told apart from the one that is read, which may stop as well
    family: isOtherMailbox ? 'other-mailbox' : source,
    text: problem,
    since,
    document: null,
  }));
