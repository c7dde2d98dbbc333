import type { ComputersView } from '../../shared/computers-view.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import { quietMs } from '../../shared/lag.ts';
import type { Problem } from '../../shared/problem.ts';
import type { MailWarning } from '../../shared/trainer.ts';
import type { Clock, Connection, ConnectionStatus } from '../ports.ts';
import type { Sources } from './peers/alive.ts';

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
  readonly why: 'signed-out' | 'not-connected';
  /** The leader's user. */
  readonly leader: string;
  readonly isLeaderHere: boolean;
  /** The other computer's user. */
  readonly other: string;
};

/** @param sourcesOf the state of each source, as a computer last reported it; @param now epoch milliseconds */
export function unreadAtLeader(
  computers: ComputersView['computers'],
  sourcesOf: (id: WorkstationId) => Sources | undefined,
  now: number,
): readonly UnreadSource[] {
  const isOn = ({ isThis, lastSeenAt }: ComputersView['computers'][number]): boolean =>
    isThis || (lastSeenAt !== null && now - lastSeenAt <= quietMs);
  const leader = computers.find(({ isLeader }) => isLeader);
  if (leader === undefined || !isOn(leader)) return [];
  return (['shopify', 'gmail'] as const).flatMap((source) => {
    const why = sourcesOf(leader.id)?.[source];
    if (why !== 'signed-out' && why !== 'not-connected') return [];
    const able = computers.find(
      (one) => !one.isLeader && isOn(one) && sourcesOf(one.id)?.[source] === 'readable',
    );
    if (able === undefined) return [];
    return [{ source, why, leader: leader.name, isLeaderHere: leader.isThis, other: able.name }];
  });
}

export type UnreadParts = {
  readonly clock: Pick<Clock, 'now'>;
  readonly sourcesOf: (id: WorkstationId) => Sources | undefined;
};

/** The same, with the time since when this computer has seen it, epoch milliseconds. */
export function createUnread({ clock, sourcesOf }: UnreadParts) {
  let since: ReadonlyMap<string, number> = new Map();
  return (computers: ComputersView['computers']): readonly (UnreadSource & { readonly since: number })[] => {
    const now = clock.now();
    const found = unreadAtLeader(computers, sourcesOf, now);
    since = new Map(found.map(({ source }) => [source, since.get(source) ?? now]));
    return found.map((one) => ({ ...one, since: since.get(one.source) ?? now }));
  };
}

const names = { shopify: 'Shopify', gmail: 'Gmail' } as const;

/** The warning in one sentence, and the fix. */
export function unreadWords({ source, why, leader, isLeaderHere, other }: UnreadSource) {
  const name = names[source];
  return {
    problem:
      why === 'signed-out'
        ? `${name} is signed out on the leader, ${leader}’s computer; ${other}’s computer can read it`
        : `${name} is not connected on the leader, ${leader}’s computer; ${other}’s computer can read it`,
    fix: isLeaderHere
      ? `Make ${other}’s computer the leader, or sign in here`
      : `Make ${other}’s computer the leader, or sign in on ${leader}’s computer`,
  };
}

/** Adds a warning to a source that the leader cannot read, at the leader and at the others. */
export function withUnread(connection: Connection, unread: () => readonly UnreadSource[]): Connection {
  const shown = (status: ConnectionStatus): ConnectionStatus => {
    const found = unread().find(({ source }) => source === connection.name);
    if (found === undefined) return status;
    const { elsewhere: _elsewhere, ...rest } = status;
    return {
      ...rest,
      ...unreadWords(found),
      state: found.isLeaderHere && found.why === 'signed-out' ? 'signed-out' : 'failing',
    };
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
  unread: readonly (UnreadSource & { readonly since: number })[],
): readonly MailWarning[] {
  const isOf = ({ source }: UnreadSource, { kind, family }: MailWarning): boolean =>
    kind === 'stopped' && family === source;
  const known = warnings.map((warning): MailWarning => {
    const found = unread.find((one) => isOf(one, warning));
    return found ? { ...warning, fix: unreadWords(found).fix, readableAt: found.other } : warning;
  });
  const others = unread.filter((one) => !warnings.some((warning) => isOf(one, warning)));
  return [
    ...known,
    ...others.map((one): MailWarning => {
      const { problem, fix } = unreadWords(one);
      const { source, since, other } = one;
      const sender = names[source];
      return {
        kind: 'stopped',
        sender,
        family: source,
        text: problem,
        fix,
        since,
        document: null,
        readableAt: other,
      };
    }),
  ];
}
