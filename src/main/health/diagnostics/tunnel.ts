import { messageOf } from '../../../shared/problem.ts';
import { probeByHttp } from '../../tunnel/probe.ts';
import type { CheckResult, HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, skipped, warn } from './health-check.ts';

export const doesNotListen = 'This computer is not the leader';

type Parts = Pick<HealthParts, 'config' | 'listens' | 'publicUrl' | 'tunnelProblem' | 'run' | 'receiverUrl'>;

export const isPublic = ({ config, publicUrl }: Pick<Parts, 'config' | 'publicUrl'>): boolean =>
  config.tunnel.kind !== 'none' || publicUrl() !== null;

export const tunnelChecks = (parts: Parts): readonly HealthCheck[] => [
  {
    id: 'tunnel.reach',
    title: 'Public address',
    tried: 'Calls this computer’s receiver through its public address',
    run: async (signal) => {
      if (!parts.listens) return skipped(doesNotListen);
      if (!isPublic(parts)) return skipped('None is set: orders arrive within two minutes');
      const url = parts.publicUrl();
      if (url !== null) return reach(parts, url, signal);
      if (parts.run === null) return skipped('Only the running app knows its public address');
      const words = parts.tunnelProblem() ?? 'The public address is not open';
      return fail(words, 'Press Check now; if it keeps failing, check its settings', 'ask-now');
    },
  },
];

async function reach({ run, receiverUrl }: Parts, url: string, signal: AbortSignal): Promise<CheckResult> {
  try {
    const answering = await probeByHttp(url, signal);
    if (answering === null) {
      const fix = 'Point the address to this computer’s receiver';
      const answer = fail('Something other than Orderbell responds there', fix, 'settings');
      return { ...answer, copies: receiverUrl };
    }
    if (run === null) {
      return warn('Orderbell responds there', 'Run it in the app to check that it is this computer');
    }
    if (answering === run) return { ...ok('This computer responds there'), copies: url, personal: [url] };
    return fail(
      'The public address leads to another computer',
      'Stop Orderbell on the other computer, or use another address here',
      'settings',
    );
  } catch (error) {
    return fail(
      `The public address does not lead to this computer (${messageOf(error)})`,
      'Press Check now; if it keeps failing, check the internet connection and the address',
      'ask-now',
    );
  }
}
