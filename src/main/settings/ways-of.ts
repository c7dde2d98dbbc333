import type { Way } from '../../shared/alert-rules/channels.ts';
import { ways } from '../../shared/alert-rules/channels.ts';
import type { Config, ManagerConfig } from './config.ts';

export type WaysConfig = Pick<Config, 'gmail' | 'manychat'>;

/** Whether an account lets notices leave by a way. */
export const isWayOpen = (way: Way, { gmail, manychat }: WaysConfig): boolean =>
  ({ messenger: manychat?.token != null, email: gmail?.sendRefreshToken !== undefined })[way];

/** Whether a manager can be written to by a way, once it is open. */
export const hasWay = ({ subscriberId, email }: Omit<ManagerConfig, 'name'>, way: Way): boolean =>
  ({ messenger: subscriberId !== null, email: email !== undefined })[way];

/** The ways of these a manager can be written to by, in their order. @param isOpen whether anything can be sent by a way */
export const openTo = (
  manager: ManagerConfig,
  allowed: readonly Way[],
  isOpen: (way: Way) => boolean,
): readonly Way[] => allowed.filter((way) => isOpen(way) && hasWay(manager, way));

/** The ways a manager can be told by as the accounts are set. */
export const waysOf = (manager: ManagerConfig, config: WaysConfig): readonly Way[] =>
  openTo(manager, ways, (way) => isWayOpen(way, config));
