import type { Cluster } from '../cluster/cluster.ts';
import type { Handlers } from './dispatch.ts';

type ComputersHandlers = Pick<Handlers, 'computers.list' | 'computers.lead' | 'computers.forget'>;

/** @param cluster the computers of the shop */
export function createComputersHandlers(
  cluster: Pick<Cluster, 'view' | 'lead' | 'forget'>,
): ComputersHandlers {
  return {
    'computers.list': cluster.view,
    'computers.lead': async ({ computer }) => {
      await cluster.lead(computer);
      return cluster.view();
    },
    'computers.forget': ({ computer }) => {
      cluster.forget(computer);
      return cluster.view();
    },
  };
}
