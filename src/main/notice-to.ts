import type { Way } from '../shared/alert-rules/channels.ts';
import type { ManagerConfig } from './settings/config.ts';

/** What the notice of a new order to a manager says: no more than to whom, and where he is reached by its way. */
export const noticeTo = ({ name, subscriberId, email }: ManagerConfig, way: Way) => ({
  manager: name,
  ...{ messenger: { subscriberId }, email: { email } }[way],
});
