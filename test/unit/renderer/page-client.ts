import type { Client } from '../../../src/renderer/lib/client/client.ts';
import { createClient } from '../../../src/renderer/lib/client/client.ts';
import type { Bridge } from '../../../src/shared/contract.ts';

/** The client of a page in a browser: of the shell it asks nothing. */
export const pageClient = (bridge: Bridge): Client =>
  createClient(bridge, { soundWithoutGesture: false, printsByItself: false });
