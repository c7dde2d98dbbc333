import type { DesksView } from '../../shared/desks-view.ts';
import type { Desks } from '../desks/desks.ts';
import type { Link } from '../desks/link/link.ts';
import type { Handlers } from './dispatch.ts';

type DesksHandlers = Pick<
  Handlers,
  | 'desks.list'
  | 'desks.takeOver'
  | 'desks.handOver'
  | 'desks.forget'
  | 'desks.invite'
  | 'desks.join'
  | 'desks.revoke'
>;

export type DesksHandlerParts = {
  readonly desks: Pick<Desks, 'view' | 'takeOver' | 'handOver' | 'forget'>;
  readonly link: Pick<Link, 'view' | 'invite' | 'join' | 'revoke'>;
};

export function createDesksHandlers({ desks, link }: DesksHandlerParts): DesksHandlers {
  const view = (): DesksView => ({ ...desks.view(), link: link.view() });
  const after = async (deed: Promise<void>): Promise<DesksView> => {
    await deed;
    return view();
  };
  return {
    'desks.list': view,
    'desks.takeOver': () => after(desks.takeOver()),
    'desks.handOver': () => after(desks.handOver()),
    'desks.forget': ({ desk }) => after(desks.forget(desk)),
    'desks.invite': () => link.invite(),
    'desks.join': ({ code }) => after(link.join(code)),
    'desks.revoke': ({ desk }) => {
      link.revoke(desk);
      return view();
    },
  };
}
