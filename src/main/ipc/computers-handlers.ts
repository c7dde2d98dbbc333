import type { PubsubReport } from '../../shared/pubsub-check.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Handlers } from './dispatch.ts';

type ComputersHandlers = Pick<
  Handlers,
  'computers.list' | 'computers.lead' | 'computers.forget' | 'computers.check'
>;

/** @param cluster the computers of the shop */
export function createComputersHandlers(
  cluster: Pick<Cluster, 'view' | 'lead' | 'forget'> & { readonly check: () => Promise<PubsubReport> },
): ComputersHandlers {
  return {
    'computers.list': cluster.view,
    'computers.lead': async ({ computer }) => {
      await cluster.lead(computer);
      return cluster.view();
    },
    'computers.check': cluster.check,
    'computers.forget': ({ computer }) => {
      cluster.forget(computer);
      return cluster.view();
    },
  };
}
