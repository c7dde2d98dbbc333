import type { TFunction } from 'i18next';
import type { Ask } from './state/trainer-form.ts';

/** The display name of a field. */
export const askWord = (t: TFunction<'mailTemplates'>, ask: Ask): string => t(`field_${ask}`);
