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
    /** One that this version does not speak is no reason not to start. */
    language: languageSchema.optional().catch(undefined),
    /** Whose desk this is, as the timeline names him. */
    manager: z.string().optional(),
    sampleRemoved: z.boolean(),
    /** Whose orders this computer does not ring for. */
    silencedSources: z.array(sourceSchema).readonly().optional(),
    /** `manager` and `silencedSources` of the sample shop, kept apart from the real one's. */
    sample: z
      .object({
        manager: z.string().optional(),
        silencedSources: z.array(sourceSchema).readonly().optional(),
      })
      .readonly()
      .optional()
      .catch(undefined),
    /** Toasts tell who ordered what; where nothing is said they do not. */
    toastDetails: z.boolean().optional(),
    /** How far setting up has got; what another version wrote there must not keep the app from starting. */
    setup: setupProgressSchema.optional().catch(undefined),
    /** How tickets are printed here; the same. */
    printing: printingSchema.optional().catch(undefined),
    /** Whose news were last shown; the version that was here first has none. */
    versionSeen: z.string().optional(),
    /** The mailbox that was signed in to last; null where Gmail did not say which, absent where nobody kept it. */
    mailbox: z.string().nullable().optional().catch(undefined),
    /** A print of the Shopify client secret that worked last. */
    provenSecret: z.string().optional().catch(undefined),
    /** What was typed on the setup pages, by environment name; never a secret. */
    values: z.record(z.string(), z.string()),
  })
  .readonly();

export type AppSettings = z.infer<typeof settingsSchema>;

const fresh: AppSettings = { version: 1, sampleRemoved: false, values: {} };

export type SettingsFile = {
  read(): AppSettings;
  /** Written to a temporary file, then renamed, so that a crash leaves the old or the new settings whole. */
  change(part: Partial<Omit<AppSettings, 'version'>>): AppSettings;
};

/** The settings of this computer, beside the ledger. @throws Problem `bad-input` when the file is not one of ours */
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
