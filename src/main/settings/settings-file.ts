import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { sourceSchema } from '../../shared/ids.ts';
import { languageSchema } from '../../shared/languages.ts';
import { hasCode, Problem } from '../../shared/problem.ts';
import { setupProgressSchema } from '../../shared/setup/progress.ts';
import { printingSchema } from '../../shared/ticket/printing.ts';
import { writeAtomically } from '../write-atomically.ts';

const settingsSchema = z
  .object({
    version: z.literal(1),
    /** An unknown language of another version must not prevent the start. */
    language: languageSchema.optional().catch(undefined),
    /** The manager of this computer, as shown in the timeline. */
    manager: z.string().optional(),
    sampleRemoved: z.boolean(),
    /** The sources this computer does not ring for. */
    silencedSources: z.array(sourceSchema).readonly().optional(),
    /** `manager` and `silencedSources` of the sample shop, separate from the real one's. */
    sample: z
      .object({
        manager: z.string().optional(),
        silencedSources: z.array(sourceSchema).readonly().optional(),
      })
      .readonly()
      .optional()
      .catch(undefined),
    /** Whether toasts show the customer and the items; absent: no. */
    toastDetails: z.boolean().optional(),
    /** Progress of the setup; an unknown value of another version must not prevent the start. */
    setup: setupProgressSchema.optional().catch(undefined),
    /** How tickets are printed here; unknown values are dropped too. */
    printing: printingSchema.optional().catch(undefined),
    /** The version whose news were last shown; absent for the version installed first. */
    versionSeen: z.string().optional(),
    /** The mailbox of the last sign-in; null if Gmail did not name it, absent if it was never stored. */
    mailbox: z.string().nullable().optional().catch(undefined),
    /** A hash of the Shopify client secret that worked last. */
    provenSecret: z.string().optional().catch(undefined),
    /** The values of the setup pages, by environment name; never a secret. */
    values: z.record(z.string(), z.string()),
  })
  .readonly();

export type AppSettings = z.infer<typeof settingsSchema>;

const fresh: AppSettings = { version: 1, sampleRemoved: false, values: {} };

export type SettingsFile = {
  read(): AppSettings;
  /** Written to a temporary file, then renamed, so that after a crash the old or the new settings are complete. */
  change(part: Partial<Omit<AppSettings, 'version'>>): AppSettings;
};

/**
 * The settings of this computer, beside the ledger.
 * @throws Problem `bad-input` when the file has another format
 */
export function openSettingsFile(file: string): SettingsFile {
  let settings = load(file);
  return {
    read: () => settings,
    change: (part) => {
      const changed = { ...settings, ...part };
      writeAtomically(file, `${JSON.stringify(changed, null, 2)}\n`);
      settings = changed;
      return settings;
    },
  };
}

function load(file: string): AppSettings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return fresh;
    throw error;
  }
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Problem(
      'bad-input',
      `${file} is damaged or from a newer Orderbell; move it away to start with fresh settings`,
      { cause },
    );
  }
}
