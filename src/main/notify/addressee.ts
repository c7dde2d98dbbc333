import type { SubscriberId } from '../../shared/ids.ts';
import type { ManagerConfig } from '../settings/config.ts';

/* Where a manager is written to as the settings are now: a notice may have waited for hours, and a contact is corrected
   because it was refused. Who is called otherwise by then is known by where the notice was to reach him. */

/** @returns null for one who is not written to in Messenger any more */
export function contactNow(
  managers: readonly ManagerConfig[],
  { manager, subscriberId }: { readonly manager: string; readonly subscriberId: SubscriberId },
): SubscriberId | null {
  return now(managers, manager, (one) => one.subscriberId === subscriberId)?.subscriberId ?? null;
}

/** @returns null for one who is not written to by e-mail any more */
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
