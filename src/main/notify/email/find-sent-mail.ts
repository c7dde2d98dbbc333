import { isProblem, mayPass, Problem } from '../../../shared/problem.ts';
import type { Outcome } from '../../outbox/relay.ts';
import type { Clock } from '../../ports.ts';
import type { NoticeEnds } from '../notice-ends.ts';
import type { Marked, Outcomes } from '../still-to-send.ts';
import type { Mailer } from './mailer.ts';

/** Gmail's search shows a sent mail after an unspecified delay. */
const searchedForMs = 10 * 60_000;
const soonestMs = 5_000;
const latestMs = 60_000;
export const foundLater = 'Found among the sent mails after its answer was lost';
/** The maximum error of this computer's clock. */
const marginMs = 3_600_000;

/**
 * Finds the outcome of e-mails whose response was lost, or that were being sent as the app stopped. Mails found in the sent
 * folder were sent. A missing mail may have been sent too, and a retry could notify a manager twice. So the search repeats for a
 * while; then the message is parked for a person.
 * @param to the enqueued recipient; used unless the mark names another one
 */
export async function lookFor(
  sought: readonly Marked[],
  { mailer, to, clock }: { readonly mailer: Mailer | null; readonly to: string; readonly clock: Clock },
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  for (const together of Map.groupBy(sought, ({ mark }) => mark.identity).values()) {
    const [first] = together;
    if (!first) continue;
    const { identity, at, to: wentTo } = first.mark;
    const found = await find(mailer, { identity, to: wentTo || to, since: at - marginMs });
    const elapsed = clock.now() - at;
    for (const { message, ends } of together) outcomes.set(message.id, endOf(ends, found, elapsed));
  }
  return outcomes;
}

function endOf(ends: NoticeEnds, found: boolean | Problem, elapsed: number): Outcome {
  if (found === true) return ends.sent(foundLater);
  const isWorthALook = found === false || mayPass(found);
  if (isWorthALook && elapsed >= 0 && elapsed < searchedForMs) {
    const waitMs = Math.min(latestMs, Math.max(soonestMs, elapsed));
    return ends.lookAgain(waitMs, 'Looked for among the sent mails');
  }
  return ends.unknown(found === false ? 'it is not among the sent mails' : found.message);
}

/** @returns whether it was found, or the problem that prevented the search */
export async function find(
  mailer: Mailer | null,
  what: Parameters<Mailer['find']>[0],
): Promise<boolean | Problem> {
  if (!mailer) return new Problem('signed-out', 'Gmail was disconnected meanwhile');
  try {
    return await mailer.find(what);
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
}
