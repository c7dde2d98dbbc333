import type { CheckAct, CheckView } from '../diagnostics.ts';
import type { ConnectionView } from '../views.ts';

/** The result of a check: one fact, and at most one fix. */
export type Verdict = {
  readonly tone: 'good' | 'warn' | 'bad';
  /** The message of the main process; null if every check passed. */
  readonly words: string | null;
  readonly fix: string | null;
  /** The button that fixes it, if the app can. */
  readonly act: CheckAct | null;
  readonly copies: string | null;
  /** Number of passed checks. */
  readonly worked: number;
};

type Told = Pick<ConnectionView, 'name' | 'state' | 'problem' | 'fix' | 'retype' | 'unheard'>;

/**
 * Picks the most important problem: errors before warnings, and a check's result before the connection's own status, because it
 * is more precise.
 */
export function verdictOf(connection: Told, checks: readonly CheckView[]): Verdict {
  const worked = checks.filter(({ state }) => state === 'ok').length;
  const isDown = connection.state === 'failing' || connection.state === 'signed-out';
  const failed = checks.find(({ state }) => state === 'fail');
  if (failed) return ofCheck(failed, 'bad', worked);
  if (isDown) return ofConnection(connection, 'bad', worked);
  const watched = checks.find(({ state }) => state === 'warn');
  if (watched) return ofCheck(watched, 'warn', worked);
  if (connection.problem !== null) return ofConnection(connection, 'warn', worked);
  return { tone: 'good', words: null, fix: null, act: null, copies: null, worked };
}

const ofCheck = (
  { cameBack, fix, act, copies }: CheckView,
  tone: 'warn' | 'bad',
  worked: number,
): Verdict => ({
  tone,
  words: cameBack,
  fix,
  act,
  copies,
  worked,
});

/** The button for the connection's own status. */
function actOf({ name, state, retype, unheard }: Told, tone: 'warn' | 'bad'): CheckAct | null {
  if (retype === true) return 'settings';
  // a new check does not help: the fix names the computer to use
  if (unheard === true) return null;
  if (state === 'signed-out') return name === 'gmail' ? 'sign-in' : 'settings';
  return tone === 'bad' ? 'ask-now' : null;
}

const ofConnection = (connection: Told, tone: 'warn' | 'bad', worked: number): Verdict => ({
  tone,
  words: connection.problem ?? connection.fix,
  fix: connection.problem === null ? null : connection.fix,
  act: actOf(connection, tone),
  copies: null,
  worked,
});
