import type { Way } from '../shared/alert-rules/channels.ts';
import type { ManagerConfig } from './settings/config.ts';

/** The payload of a new-order notification: only the manager and the address of the channel. */
export const noticeTo = ({ name, subscriberId, email }: ManagerConfig, way: Way) => ({
  manager: name,
  ...{ messenger: { subscriberId }, email: { email } }[way],
});
