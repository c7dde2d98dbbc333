import type { Way } from '../../../shared/bell/ways.ts';
import type { ManagerConfig } from '../../settings/config.ts';

/** Whom a notice can be written to by a way, and what it then says of that. */
export type Addressee = { readonly manager: string; readonly way: Way; readonly payload: string };

export const addresseesOf = (managers: readonly ManagerConfig[]): readonly Addressee[] =>
  managers.flatMap(({ name: manager, subscriberId, email }) => {
    const to = (way: Way, address: object): Addressee => ({
      manager,
      way,
      payload: JSON.stringify({ manager, ...address }),
    });
    return [
      ...(subscriberId === null ? [] : [to('messenger', { subscriberId })]),
      ...(email === undefined ? [] : [to('email', { email })]),
    ];
  });
