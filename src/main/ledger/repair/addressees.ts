import type { Way } from '../../../shared/alert-rules/channels.ts';
import { ways } from '../../../shared/alert-rules/channels.ts';
import { noticeTo } from '../../notice-to.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { hasWay } from '../../settings/ways-of.ts';

/** A manager who can be notified by a channel, with the message payload for it. */
export type Addressee = { readonly manager: string; readonly way: Way; readonly payload: string };

export const addresseesOf = (managers: readonly ManagerConfig[]): readonly Addressee[] =>
  managers.flatMap((manager) =>
    ways
      .filter((way) => hasWay(manager, way))
      .map((way) => ({
        manager: manager.name,
        way,
        payload: JSON.stringify(noticeTo(manager, way)),
      })),
  );
