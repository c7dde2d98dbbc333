import { messageOf } from '../../../shared/problem.ts';
import { probeByHttp } from '../../tunnel/probe.ts';
import type { CheckResult, HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, skipped, warn } from './health-check.ts';

export const doesNotListen = 'This computer does not listen to the shop’s sources';

type Parts = Pick<HealthParts, 'config' | 'listens' | 'publicUrl' | 'tunnelProblem' | 'run' | 'receiverUrl'>;

export const isPublic = ({ config, publicUrl }: Pick<Parts, 'config' | 'publicUrl'>): boolean =>
  config.tunnel.kind !== 'none' || publicUrl() !== null;

export const tunnelChecks = (parts: Parts): readonly HealthCheck[] => [
  {
    id: 'tunnel.reach',
    title: 'Public address',
    tried: 'Asked the receiver of this computer through its public address',
    run: async (signal) => {
      if (!parts.listens) return skipped(doesNotListen);
      if (!isPublic(parts)) return skipped('None is set: orders come within two minutes');
      const url = parts.publicUrl();
      if (url !== null) return reach(parts, url, signal);
      if (parts.run === null) return skipped('Only the running app knows its public address');
      const words = parts.tunnelProblem() ?? 'The public address is not open';
      return fail(words, 'Press Ask now; if it lasts, check its settings', 'ask-now');
    },
  },
];

async function reach({ run, receiverUrl }: Parts, url: string, signal: AbortSignal): Promise<CheckResult> {
  try {
    const answering = await probeByHttp(url, signal);
    if (answering === null) {
      const fix = 'Lead the address to the receiver of this computer';
      const answer = fail('Something that is not Orderbell answers there', fix, 'settings');
      return { ...answer, copies: receiverUrl };
    }
    if (run === null) {
      return warn('An Orderbell answers there', 'Run it in the app to see whether it is this one');
    }
    if (answering === run) return { ...ok('This computer answers there'), copies: url, personal: [url] };
    return fail(
      'The public address leads to another computer',
      'Stop Orderbell on the other computer or give this one an address of its own',
      'settings',
    );
  } catch (error) {
    return fail(
      `The public address does not lead to this computer (${messageOf(error)})`,
      'Press Ask now; if it lasts, check the internet connection and the address',
      'ask-now',
    );
  }
}
