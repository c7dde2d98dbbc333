import { allowFix } from '../../notify/email/send-problem.ts';
import type { Config, ManagerConfig } from '../../settings/config.ts';
import { isWayOpen, waysOf } from '../../settings/ways-of.ts';
import type { Check } from './check.ts';
import { fail, ok, warn } from './check.ts';

export type ManagerChecksParts = { readonly config: Pick<Config, 'gmail' | 'manychat' | 'managers'> };

/** Whether each manager with an e-mail address can be reached; Messenger has its own line. */
export const managerChecks = ({ config }: ManagerChecksParts): readonly Check[] =>
  config.managers.filter(({ email }) => email !== undefined).map((manager) => check(manager, config));

function check(manager: ManagerConfig, config: ManagerChecksParts['config']): Check {
  const { name, email = '' } = manager;
  return {
    group: 'gmail',
    id: `gmail.manager:${name}`,
    title: 'E-mail of a manager',
    tried: `Looked whether ${name} can be told by e-mail`,
    personal: [name, email],
    run: async () => {
      if (isWayOpen('email', config)) return ok(`Can be told at ${email}`, { personal: [email] });
      return waysOf(manager, config).length > 0
        ? warn('Gmail may not send e-mail: only Messenger is left', allowFix, { act: 'settings' })
        : fail('Gmail may not send e-mail, and there is no other way', allowFix, { act: 'settings' });
    },
  };
}
