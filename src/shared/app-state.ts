import type { Language } from './languages.ts';
import type { Mode } from './mode.ts';
import type { SourceView } from './views.ts';

export type AppState = {
  readonly version: string;
  readonly language: Language;
  readonly mode: Mode;
  readonly shopName: string;
  readonly currency: string;
  /** ISO 3166 country of the shop, which phones without a prefix belong to; null while it is not known. */
  readonly country: string | null;
  /** IANA zone of the shop: what `tomorrow` is counted from. */
  readonly timeZone: string;
  readonly manager: string;
  readonly managers: readonly string[];
  readonly sources: readonly SourceView[];
  /** Toasts of this computer tell who ordered what. */
  readonly toastDetails: boolean;
};
