import type { PolishOf } from '../catalog.ts';
import type { palette as english } from '../en/palette.ts';

export const palette = {
  title: 'Polecenia, zamówienia i klienci',
  open: 'Znajdź polecenie, zamówienie lub klienta',
  everywhere: 'Wszędzie',
  field: 'Czego szukać',
  hint: 'Polecenie, numer zamówienia, imię lub telefon',
  group_command: 'Polecenia',
  group_order: 'Zamówienia',
  group_customer: 'Klienci',
  found_one: 'znaleziono {{count}}',
  found_few: 'znaleziono {{count}}',
  found_many: 'znaleziono {{count}}',
  found_other: 'znaleziono {{count}}',
  nothing: 'Dla „{{text}}” nic nie znaleziono',
  failed: 'Nie udało się szukać wśród zamówień i klientów: {{message}}',
  orders_one: '{{count}} zamówienie',
  orders_few: '{{count}} zamówienia',
  orders_many: '{{count}} zamówień',
  orders_other: '{{count}} zamówienia',
  more_one: 'Jeszcze {{count}} zamówienie wśród przychodzących',
  more_few: 'Jeszcze {{count}} zamówienia wśród przychodzących',
  more_many: 'Jeszcze {{count}} zamówień wśród przychodzących',
  more_other: 'Jeszcze {{count}} zamówienia wśród przychodzących',
  goScope: 'Przejdź do',
} as const satisfies PolishOf<typeof english>;
