import type { MailTemplate } from '../../shared/mail-template.ts';
import { bloomdash } from './bloomdash.ts';
import { dostavo } from './dostavo.ts';

/** The mail templates of the sample shop's two delivery services, which no real shop has. */
export const sampleTemplates: readonly MailTemplate[] = [bloomdash, dostavo];
