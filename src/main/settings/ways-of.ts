import type { Way } from '../../shared/alert-rules/channels.ts';
import { ways } from '../../shared/alert-rules/channels.ts';
import type { Config, ManagerConfig } from './config.ts';

export type WaysConfig = Pick<Config, 'gmail' | 'manychat'>;

/** Whether an account permits notifications on a channel. */
export const isWayOpen = (way: Way, { gmail, manychat }: WaysConfig): boolean =>
  ({ messenger: manychat?.token != null, email: gmail?.sendRefreshToken !== undefined })[way];

/** Whether a manager has an address for a channel, once the channel is open. */
export const hasWay = ({ subscriberId, email }: Omit<ManagerConfig, 'name'>, way: Way): boolean =>
  ({ messenger: subscriberId !== null, email: email !== undefined })[way];

/**
 * The channels in the given order that a manager can be reached on.
 * @param isOpen whether anything can be sent on a channel
 */
export const openTo = (
  manager: ManagerConfig,
  allowed: readonly Way[],
  isOpen: (way: Way) => boolean,
): readonly Way[] => allowed.filter((way) => isOpen(way) && hasWay(manager, way));

/** The channels a manager can be notified on, with the accounts as set. */
export const waysOf = (manager: ManagerConfig, config: WaysConfig): readonly Way[] =>
  openTo(manager, ways, (way) => isWayOpen(way, config));
