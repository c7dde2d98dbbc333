import type { Printing } from '../../shared/ticket/printing.ts';
import { usualPrinting } from '../../shared/ticket/printing.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

/** How tickets are printed at this computer. */
export const printingOf = (settings: Pick<SettingsFile, 'read'>): Printing =>
  settings.read().printing ?? usualPrinting;
