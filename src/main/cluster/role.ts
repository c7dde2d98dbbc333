import type { WorkstationId } from '../../shared/ids.ts';
import { workstationIdSchema } from '../../shared/ids.ts';
import type { Settings } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { isOtherShops } from '../warehouse/shop-label.ts';

/** The computer that polls the sources and sends the notifications, as far as it is known here. */
export type Role = {
  /** Null if there is none, or it is not known. */
  readonly leader: WorkstationId | null;
  readonly isLeader: boolean;
};

const leaderSetting = 'cluster.leader';
const sinceSetting = 'cluster.leader-since';

/** The dataset where the shop's computers find each other: never that of another shop. */
export const meetingPlace = (
  config: BigQueryConfig | null,
  settings: Pick<Settings, 'get'>,
): BigQueryConfig | null => (config && isOtherShops(settings, config) ? null : config);

/** Stored by a computer that stopped leading and does not know the new leader yet. */
const notThis = 'another';

/** The last known role, before any request. A computer that never knew a leader leads, because polling twice is harmless. */
export function knownRole(settings: Settings, workstation: WorkstationId): Role {
  const stored = settings.get(leaderSetting);
  if (stored === notThis) return { leader: null, isLeader: false };
  const leader = stored === null ? null : workstationIdSchema.parse(stored);
  return { leader, isLeader: leader === null || leader === workstation };
}

/** Stores the role for the next start, with its start time in epoch milliseconds. */
export function keepRole(settings: Settings, { leader, isLeader }: Role, now: number): void {
  const next = leader ?? (isLeader ? null : notThis);
  if (next === null || settings.get(leaderSetting) === next) return;
  settings.set(leaderSetting, next);
  settings.set(sinceSetting, String(now));
}

export const leaderSince = (settings: Pick<Settings, 'get'>): number | null => {
  const stored = settings.get(sinceSetting);
  return stored === null ? null : Number(stored);
};
