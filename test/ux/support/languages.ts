import { inputSchemas } from '../../../src/shared/contract.ts';

/** Every language there is; a new one is among them by itself. */
export const languages = inputSchemas['app.setLanguage'].unwrap().shape.language.options;
export type Language = (typeof languages)[number];
export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];
