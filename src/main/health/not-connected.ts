import type { ConnectionName } from '../../shared/views.ts';
import type { Connection, ConnectionStatus } from '../ports.ts';

const off: ConnectionStatus = {
  state: 'off',
  account: null,
  lastSuccessAt: null,
  problem: null,
  fix: null,
  facts: [],
};

/** An account nobody has connected. */
export const notConnected = (name: ConnectionName): Connection => ({
  name,
  status: () => off,
  check: async () => off,
});
