import type { Way } from '../../shared/alert-rules/channels.ts';
import { ways } from '../../shared/alert-rules/channels.ts';
import type { Config, ManagerConfig } from './config.ts';

export type WaysConfig = Pick<Config, 'gmail' | 'manychat' | 'telegram'>;

type ChannelSettings = {
  /** Whether the channel's account permits notifications. */
  readonly isOpen: (config: WaysConfig) => boolean;
  /** The name of a manager's address, in the settings and in queued messages. */
  readonly address: Exclude<keyof ManagerConfig, 'name'>;
};
const settingsOf: { readonly [W in Way]: ChannelSettings } = {
  messenger: { isOpen: ({ manychat }) => manychat?.token != null, address: 'subscriberId' },
  email: { isOpen: ({ gmail }) => gmail?.sendRefreshToken !== undefined, address: 'email' },
  telegram: { isOpen: ({ telegram }) => telegram !== null, address: 'telegram' },
};

/** Whether an account permits notifications on a channel. */
export const isWayOpen = (way: Way, config: WaysConfig): boolean => settingsOf[way].isOpen(config);

/** The address on a channel, of a manager or of a queued message; null for none. */
export function addressOn(way: Way, addresses: { readonly [name: string]: unknown }): string | null {
  const address = addresses[settingsOf[way].address];
  return typeof address === 'string' ? address : null;
}

/** Whether a manager has an address for a channel, once the channel is open. */
export const hasWay = (manager: Omit<ManagerConfig, 'name'>, way: Way): boolean =>
  addressOn(way, manager) !== null;

/** The payload of a notification: only the manager and the address of the channel. */
export const noticeTo = (manager: ManagerConfig, way: Way) => {
  const { address } = settingsOf[way];
  return { manager: manager.name, [address]: manager[address] };
};

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
