import type { Language } from './languages.ts';
import type { Mode } from './mode.ts';
import type { SourceView } from './views.ts';

export type AppState = {
  readonly version: string;
  readonly language: Language;
  readonly mode: Mode;
  readonly shopName: string;
  readonly currency: string;
  /** ISO 3166 country of the shop, for phones without a prefix; null if unknown. */
  readonly country: string | null;
  /** IANA time zone of the shop, which defines `tomorrow`. */
  readonly timeZone: string;
  readonly manager: string;
  readonly managers: readonly string[];
  readonly sources: readonly SourceView[];
  /** Whether toasts of this computer include the customer and the items. */
  readonly toastDetails: boolean;
};
