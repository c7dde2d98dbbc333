import { z } from 'zod';
import type { CheckView } from './diagnostics.ts';
import type { SetupProgress } from './setup/progress.ts';
import { setupNoteSchema } from './setup/progress.ts';
import type { ConnectionView } from './views.ts';
import { connectionNames } from './views.ts';

/** Commands of the setup page. */
export const setupInputs = {
  /** The setup progress of this computer. */
  'setup.progress': z.undefined(),
  'setup.note': setupNoteSchema,
  /** Checks the account now, and each permission it gives this computer. */
  'setup.check': z.object({ name: z.enum(connectionNames) }).readonly(),
} as const;

/** The state of a connection, and its checks; none if it is not connected. */
export type SetupCheck = { readonly connection: ConnectionView; readonly checks: readonly CheckView[] };

export type SetupOutputs = {
  'setup.progress': SetupProgress;
  'setup.note': SetupProgress;
  'setup.check': SetupCheck;
};
