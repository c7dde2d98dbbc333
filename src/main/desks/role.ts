import type { DeskId } from '../../shared/ids.ts';
import { deskIdSchema } from '../../shared/ids.ts';
import type { Clock, Settings } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { isOtherShops } from '../warehouse/shop-label.ts';

/** Who listens to the shop's sources, as far as is known. */
export type Role = {
  /** Null while nobody does, or nobody has said. */
  readonly receiver: DeskId | null;
  /** Whether this desk listens; also while nothing is known, for to listen twice does no harm. */
  readonly isOurs: boolean;
};

const roleSetting = 'desks.receiver';
const sinceSetting = 'desks.receiver.since';
const nobody = 'nobody';

/** Where the shop's computers can meet: not in a dataset of another shop, whose computers are none of this one's. */
export const meetingPlace = (
  config: BigQueryConfig | null,
  settings: Pick<Settings, 'get'>,
): BigQueryConfig | null => (config && isOtherShops(settings, config) ? null : config);

/** The role as it was last known here, before anything is asked. */
export function knownRole(settings: Settings, deskId: DeskId): Role {
  const kept = settings.get(roleSetting);
  // kept only by the desk that gave the role away: it does not listen until it has taken it again
  if (kept === nobody) return { receiver: null, isOurs: false };
  const receiver = kept === null || kept === '' ? null : deskIdSchema.parse(kept);
  return { receiver, isOurs: receiver === null || receiver === deskId };
}

export const wasGivenAway = (settings: Settings): boolean => settings.get(roleSetting) === nobody;

export function keepRole(settings: Settings, clock: Clock, { receiver }: Role): void {
  settings.set(roleSetting, receiver ?? nobody);
  settings.set(sinceSetting, receiver === null ? null : String(clock.now()));
}

/** When the listening desk began, as this desk saw it and by its clock, epoch milliseconds. */
export function knownSince(settings: Settings): number | null {
  const kept = settings.get(sinceSetting);
  return kept === null ? null : Number(kept);
}
