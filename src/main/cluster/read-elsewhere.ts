import type { ComputersView } from '../../shared/computers-view.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import { quietMs } from '../../shared/lag.ts';
import type { Problem } from '../../shared/problem.ts';
import type { MailWarning } from '../../shared/trainer.ts';
import type { Clock, Connection, ConnectionStatus } from '../ports.ts';
import type { Sources } from './peers/peers.ts';

/**
 * The connection of a source that another computer polls and this one receives from there.
 * @param refusal why its account rejects this computer's credentials: it could not take over, and only a user here can fix that
 * @param ask checks whether the account still rejects them
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

/** A source that the leader cannot read but another running computer can. */
export type UnreadSource = {
  readonly source: keyof Sources;
  readonly state: 'signed-out' | 'failing';
  readonly problem: string;
  readonly fix: string;
  /** The user of a computer that can read it. */
  readonly readableAt: string;
  /** When this computer noticed it, epoch milliseconds. */
  readonly since: number;
};

const names = { shopify: 'Shopify', gmail: 'Gmail' } as const;

/** @param sourcesOf the state of each source, as a computer last reported it */
export function createUnread(
  clock: Pick<Clock, 'now'>,
  sourcesOf: (id: WorkstationId) => Sources | undefined,
): (computers: ComputersView['computers']) => readonly UnreadSource[] {
  const since = new Map<keyof Sources, number>();

  return (computers) => {
    const now = clock.now();
    const isOn = ({ isThis, lastSeenAt }: ComputersView['computers'][number]): boolean =>
      isThis || (lastSeenAt !== null && now - lastSeenAt <= quietMs);
    const leader = computers.find((one) => one.isLeader && isOn(one));
    return (['shopify', 'gmail'] as const).flatMap((source): readonly UnreadSource[] => {
      const why = leader && sourcesOf(leader.id)?.[source];
      const able = computers.find(
        (one) => !one.isLeader && isOn(one) && sourcesOf(one.id)?.[source] === 'readable',
      );
      if (!leader || !able || (why !== 'signed-out' && why !== 'not-connected')) {
        since.delete(source);
        return [];
      }
      const seenAt = since.get(source) ?? now;
      since.set(source, seenAt);
      const name = names[source];
      return [
        {
          source,
          state: leader.isThis && why === 'signed-out' ? 'signed-out' : 'failing',
          problem:
            why === 'signed-out'
              ? `${name} is signed out on the leader, ${leader.name}’s computer; ${able.name}’s computer can read it`
              : `${name} is not connected on the leader, ${leader.name}’s computer; ${able.name}’s computer can read it`,
          fix: leader.isThis
            ? `Make ${able.name}’s computer the leader, or sign in here`
            : `Make ${able.name}’s computer the leader, or sign in on ${leader.name}’s computer`,
          readableAt: able.name,
          since: seenAt,
        },
      ];
    });
  };
}

/** Adds a warning to a source that the leader cannot read, at the leader and at the others. */
export function withUnread(connection: Connection, unread: () => readonly UnreadSource[]): Connection {
  const shown = (status: ConnectionStatus): ConnectionStatus => {
    const found = unread().find(({ source }) => source === connection.name);
    if (found === undefined) return status;
    const { elsewhere: _elsewhere, ...rest } = status;
    const { problem, fix, state } = found;
    return { ...rest, problem, fix, state };
  };
  return {
    name: connection.name,
    status: () => shown(connection.status()),
    check: async () => shown(await connection.check()),
  };
}

/** Adds to the leader's warnings where an unreadable source can be read. */
export function withUnreadWarnings(
  warnings: readonly MailWarning[],
  unread: readonly UnreadSource[],
): readonly MailWarning[] {
  const isOf = ({ source }: UnreadSource, { kind, family }: MailWarning): boolean =>
    kind === 'stopped' && family === source;
  const known = warnings.map((warning): MailWarning => {
    const found = unread.find((one) => isOf(one, warning));
    return found ? { ...warning, fix: found.fix, readableAt: found.readableAt } : warning;
  });
  const others = unread
    .filter((one) => !warnings.some((warning) => isOf(one, warning)))
    .map(({ source, problem, fix, since, readableAt }): MailWarning => {
      const about = { kind: 'stopped', sender: names[source], family: source, document: null } as const;
      return { ...about, text: problem, fix, since, readableAt };
    });
  return [...known, ...others];
}
