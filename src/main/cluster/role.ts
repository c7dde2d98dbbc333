import type { WorkstationId } from '../../shared/ids.ts';
import { workstationIdSchema } from '../../shared/ids.ts';
import type { Settings } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { isOtherShops } from '../warehouse/shop-label.ts';

/** Which computer polls the sources and sends the notifications, as far as is known here. */
export type Role = {
  /** Null while none does, or it is not known. */
  readonly leader: WorkstationId | null;
  readonly isLeader: boolean;
};

const leaderSetting = 'cluster.leader';
const sinceSetting = 'cluster.leader-since';

/** Where the shop's computers meet: never in a dataset of another shop, whose computers are others. */
export const meetingPlace = (
  config: BigQueryConfig | null,
  settings: Pick<Settings, 'get'>,
): BigQueryConfig | null => (config && isOtherShops(settings, config) ? null : config);

/** Kept by a computer that has stopped leading and does not know yet which one leads now. */
const notThis = 'another';

/**
 * The role as it was known last, before anything is asked. A computer that has never known of a leader leads: to poll twice does
 * no harm.
 */
export function knownRole(settings: Settings, workstation: WorkstationId): Role {
  const stored = settings.get(leaderSetting);
  if (stored === notThis) return { leader: null, isLeader: false };
  const leader = stored === null ? null : workstationIdSchema.parse(stored);
  return { leader, isLeader: leader === null || leader === workstation };
}

/** Keeps the role for the next start, and since when it is so, epoch milliseconds. */
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
