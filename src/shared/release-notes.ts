import type { ByLanguage } from './languages.ts';

export type Release = {
  readonly version: string;
  /** What changed for managers, one sentence each. */
  readonly news: ByLanguage<readonly string[]>;
};

/** The release notes, newest first. A version without an entry is not released. */
export const releases: readonly Release[] = [
  {
    version: '0.1.0',
    news: {
      en: [
        'Orderbell is installed like any other app, and keeps itself up to date.',
        'It can start with the computer: Settings → App.',
        'A link that begins with orderbell: opens its order.',
      ],
      uk: [
        'Orderbell встановлюється, як будь-який застосунок, і сам оновлюється.',
        'Він може запускатися разом із комп’ютером: «Налаштування» → «Цей застосунок».',
        'Посилання, що починається з orderbell:, відкриває своє замовлення.',
      ],
      pl: [
        'Orderbell instaluje się jak każda aplikacja i sam się aktualizuje.',
        'Może uruchamiać się razem z komputerem: Ustawienia → Ta aplikacja.',
        'Link zaczynający się od orderbell: otwiera swoje zamówienie.',
      ],
    },
  },
];

/** The releases after `last`, newest first; if `last` is unknown, only the newest. */
export function newsSince(last: string, all: readonly Release[] = releases): readonly Release[] {
  const known = all.findIndex(({ version }) => version === last);
  return known === -1 ? all.slice(0, 1) : all.slice(0, known);
}
