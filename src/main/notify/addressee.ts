import type { SubscriberId } from '../../shared/ids.ts';
import type { ManagerConfig } from '../settings/config.ts';

/**
 * Looks up a manager's current contact, because it may have changed since the notification was queued. A renamed manager is
 * found by the address stored in the notification.
 */

/** @returns null if the manager has no Messenger contact any more */
export function contactNow(
  managers: readonly ManagerConfig[],
  { manager, subscriberId }: { readonly manager: string; readonly subscriberId: SubscriberId },
): SubscriberId | null {
  return now(managers, manager, (one) => one.subscriberId === subscriberId)?.subscriberId ?? null;
}

/** @returns null if the manager has no e-mail address any more */
export function addressNow(
  managers: readonly ManagerConfig[],
  { manager, email }: { readonly manager: string; readonly email: string },
): string | null {
  return now(managers, manager, (one) => one.email === email)?.email ?? null;
}

const now = (
  managers: readonly ManagerConfig[],
  manager: string,
  wasMeant: (one: ManagerConfig) => boolean,
): ManagerConfig | undefined => managers.find(({ name }) => name === manager) ?? managers.find(wasMeant);

export const noContact = (manager: string): string => `${manager} is not written to in Messenger any more`;
export const noAddress = (manager: string): string => `${manager} is not written to by e-mail any more`;
