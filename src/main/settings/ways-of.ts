import type { Way } from '../../shared/bell/ways.ts';
import { ways } from '../../shared/bell/ways.ts';
import type { Config, ManagerConfig } from './config.ts';

export type WaysConfig = Pick<Config, 'gmail' | 'manychat'>;

/** Whether an account lets notices leave by a way. */
export const isWayOpen = (way: Way, { gmail, manychat }: WaysConfig): boolean =>
  ({ messenger: manychat?.token != null, email: gmail?.sendRefreshToken !== undefined })[way];

/** Whether a manager can be written to by a way, once it is open. */
export const hasWay = ({ subscriberId, email }: Omit<ManagerConfig, 'name'>, way: Way): boolean =>
  ({ messenger: subscriberId !== null, email: email !== undefined })[way];

/** The ways a manager can be told by as the accounts are set. */
export const waysOf = (manager: ManagerConfig, config: WaysConfig): readonly Way[] =>
  ways.filter((way) => isWayOpen(way, config) && hasWay(manager, way));
