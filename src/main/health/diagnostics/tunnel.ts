import { messageOf } from '../../../shared/problem.ts';
import { probeByHttp } from '../../tunnel/probe.ts';
import type { Check } from './check.ts';
import { fail, ok, skipped, warn } from './check.ts';

export type TunnelChecksParts = {
  /** Whether this computer is the leader: only the leader opens a public address. */
  readonly listens: boolean;
  readonly isWanted: boolean;
  readonly publicUrl: () => string | null;
  /** Why there is no address at the moment, as far as known. */
  readonly problem: () => string | null;
  /** The name of this app's receiver; null if this process has none. */
  readonly run: string | null;
  /** The receiver on loopback. */
  readonly receiverUrl: string | null;
};

export const doesNotListen = 'This computer does not listen to the shop’s sources';

export const tunnelChecks = ({
  listens,
  isWanted,
  publicUrl,
  problem,
  run,
  receiverUrl,
}: TunnelChecksParts): readonly Check[] => [
  {
    group: 'tunnel',
    id: 'tunnel.reach',
    title: 'Public address',
    tried: 'Asked the receiver of this computer through its public address',
    run: async (signal) => {
      if (!listens) return skipped(doesNotListen);
      if (!isWanted) return skipped('None is set: orders come within two minutes');
      const url = publicUrl();
      if (url === null) {
        return run === null
          ? skipped('Only the running app knows its public address')
          : fail(
              problem() ?? 'The public address is not open',
              'Press Ask now; if it lasts, check its settings',
              { act: 'ask-now' },
            );
      }
      try {
        const answering = await probeByHttp(url, signal);
        if (answering === null)
          return fail(
            'Something that is not Orderbell answers there',
            'Lead the address to the receiver of this computer',
            { act: 'settings', copies: receiverUrl ?? undefined },
          );
        if (run === null)
          return warn('An Orderbell answers there', 'Run it in the app to see whether it is this one');
        if (answering === run) return ok('This computer answers there', { copies: url, personal: [url] });
        return fail(
          'The public address leads to another computer',
          'Stop Orderbell on the other computer or give this one an address of its own',
          { act: 'settings' },
        );
      } catch (error) {
        return fail(
          `The public address does not lead to this computer (${messageOf(error)})`,
          'Press Ask now; if it lasts, check the internet connection and the address',
          { act: 'ask-now' },
        );
      }
    },
  },
];
