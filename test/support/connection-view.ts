import { notConnected } from '../../src/main/health/not-connected.ts';
import type { ConnectionName, ConnectionView } from '../../src/shared/views.ts';

/** A disconnected account, with overrides. */
export const connectionView = (
  name: ConnectionName,
  parts: Partial<ConnectionView> = {},
): ConnectionView => ({
  name,
  ...notConnected(name).status(),
  fields: [],
  ...parts,
});
