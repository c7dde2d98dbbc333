import type { UnheardView } from '../../shared/desks-view.ts';
import type { Connection, ConnectionStatus } from '../ports.ts';

/** Says of a source that nobody in the shop listens to it, on each computer: to whoever works there it does not work. */
export function unheardHere(connection: Connection, unheard: () => readonly UnheardView[]): Connection {
  const tell = (status: ConnectionStatus): ConnectionStatus => {
    const found = unheard().find(({ source }) => source === connection.name);
    // that it is not connected here, or asked elsewhere, is no comfort; a fault of its own is told by itself
    if (found === undefined || status.problem !== null) return status;
    return { ...status, state: 'failing', problem: found.problem, fix: found.fix, unheard: true };
  };
  return {
    name: connection.name,
    status: () => tell(connection.status()),
    check: async () => tell(await connection.check()),
  };
}
