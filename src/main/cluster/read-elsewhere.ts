import type { Problem } from '../../shared/problem.ts';
import type { Connection, ConnectionStatus } from '../ports.ts';

/**
 * A source that another computer of the shop listens to: what it brings comes from there.
 * @param refusal why its account takes the keys of this computer no more: it could not take over, and only here somebody mends that
 * @param ask asks the account whether it still does
 */
export function listenedElsewhere(
  connection: Connection,
  refusal: () => Problem | null = () => null,
  ask: () => Promise<unknown> = async () => {},
): Connection {
  const status = (): ConnectionStatus => {
    const refused = refusal();
    const its = { ...connection.status(), facts: [] };
    if (refused === null) return { ...its, state: 'off', problem: null, fix: null, elsewhere: true };
    const state = refused.kind === 'signed-out' ? 'signed-out' : 'failing';
    return { ...its, state, problem: refused.message, fix: refused.fix ?? null };
  };
  return {
    name: connection.name,
    status,
    async check() {
      if (refusal() !== null) await ask();
      return status();
    },
  };
}
