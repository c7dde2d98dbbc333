import { notConnected } from '../../src/main/health/not-connected.ts';
import type { ConnectionName, ConnectionView } from '../../src/shared/views.ts';

/** An account nobody has connected, unless something else is said. */
export const connectionView = (
  name: ConnectionName,
  parts: Partial<ConnectionView> = {},
): ConnectionView => ({
  name,
  ...notConnected(name).status(),
  fields: [],
  ...parts,
});
