import { z } from 'zod';
import type { CheckView } from './diagnostics.ts';
import type { SetupProgress } from './setup/progress.ts';
import { setupNoteSchema } from './setup/progress.ts';
import type { ConnectionView } from './views.ts';
import { connectionNames } from './views.ts';

/** What a page may ask and note of setting up. */
export const setupInputs = {
  /** How far setting up this computer has got. */
  'setup.progress': z.undefined(),
  'setup.note': setupNoteSchema,
  /** Asks the account itself, now, and whatever it lets this computer do. */
  'setup.check': z.object({ name: z.enum(connectionNames) }).readonly(),
} as const;

/** What a connection answered, and each thing that was tried at it; empty where it is not connected. */
export type SetupCheck = { readonly connection: ConnectionView; readonly checks: readonly CheckView[] };

export type SetupOutputs = {
  'setup.progress': SetupProgress;
  'setup.note': SetupProgress;
  'setup.check': SetupCheck;
};
