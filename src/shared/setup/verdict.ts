import type { CheckAct, CheckView } from '../diagnostics.ts';
import type { ConnectionView } from '../views.ts';

/** What a check came to: one fact, and at most one thing to do about it. */
export type Verdict = {
  readonly tone: 'good' | 'warn' | 'bad';
  /** Main's words; null where everything that was tried works. */
  readonly words: string | null;
  readonly fix: string | null;
  /** The press that mends it, where the app can. */
  readonly act: CheckAct | null;
  readonly copies: string | null;
  /** How many things were tried and work. */
  readonly worked: number;
};

type Told = Pick<ConnectionView, 'name' | 'state' | 'problem' | 'fix' | 'retype' | 'unheard'>;

/**
 * The one thing to know: what stops it comes before what may stop it, and what was tried says it more exactly than the
 * connection's own last word.
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

/** A press for what the connection itself says. */
function actOf({ name, state, retype, unheard }: Told, tone: 'warn' | 'bad'): CheckAct | null {
  if (retype === true) return 'settings';
  // asking it mends nothing: the fix says which computer is to
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
