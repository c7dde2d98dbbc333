import type { Desks } from '../desks/desks.ts';
import type { Handlers } from './dispatch.ts';

type DesksHandlers = Pick<Handlers, 'desks.list' | 'desks.takeOver' | 'desks.handOver'>;

export const createDesksHandlers = (desks: Pick<Desks, 'view' | 'takeOver' | 'handOver'>): DesksHandlers => ({
  'desks.list': () => desks.view(),
  'desks.takeOver': async () => {
    await desks.takeOver();
    return desks.view();
  },
  'desks.handOver': async () => {
    await desks.handOver();
    return desks.view();
  },
});
