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

/** The connection of an account that is not set. */
export const notConnected = (name: ConnectionName): Connection => ({
  name,
  status: () => off,
  check: async () => off,
});
