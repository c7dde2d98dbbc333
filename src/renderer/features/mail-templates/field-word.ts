import type { TFunction } from 'i18next';
import type { Ask } from '../../state/trainer/trainer-form.ts';

/** What a value is called on screen. */
export const askWord = (t: TFunction<'recipes'>, ask: Ask): string => t(`field_${ask}`);
