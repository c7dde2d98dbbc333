import type { Said } from '../../catalog.ts';

/** Complaints about what was typed, and about amounts. */
export const forms: Said = {
  'not understood': 'niezrozumiałe',
  'an amount looks like 12,50': 'kwota wygląda tak: 12,50',
  'a time looks like 17:30': 'godzina wygląda tak: 17:30',
  'a day is written 2026-11-24': 'dzień zapisuje się tak: 2026-11-24',
  'a range ends after it begins': 'zakres kończy się po początku',
  'it ends before it begins': 'kończy się przed początkiem',
  'an item needs a title': 'produkt musi mieć nazwę',
  'a tag has at most 40 characters': 'tag ma najwyżej 40 znaków',
  'a tag has no comma': 'tag nie zawiera przecinka',
  'at most 50 tags': 'najwyżej 50 tagów',
  'at least 1': 'co najmniej 1',
  'not an e-mail address': 'to nie jest adres e-mail',
  'not a telephone number': 'to nie jest numer telefonu',
  'not a customer of Shopify': 'to nie jest klient Shopify',
  'add at least one item': 'dodaj co najmniej jeden produkt',
  'a name or a phone is needed': 'potrzebne jest nazwisko lub telefon',
  'a subscriber id is a string of digits': 'id subskrybenta składa się z cyfr',
  'not a source': 'to nie jest źródło',
  'a currency is three capital letters, for example UAH': 'waluta to trzy wielkie litery, na przykład PLN',
  '"{currency}" is not a currency': '„{currency}” to nie jest waluta',
  '"{decimal}" is not an amount': '„{decimal}” to nie jest kwota',
  '"{decimal}" has more than {digits} decimal places of {currency}':
    '„{decimal}”: za dużo miejsc po przecinku, {currency} ma ich najwyżej {digits}',
  '"{decimal}" is too large to be kept exactly': '„{decimal}” jest za duże, by zachować dokładnie',
  'the amount is too large to be kept exactly': 'kwota jest za duża, by zachować ją dokładnie',
  'an amount cannot be below zero': 'kwota nie może być ujemna',
  'cannot add {one} to {other}': 'nie da się dodać {one} do {other}',
  'write something': 'napisz coś',
  'a mail needs a subject': 'mail musi mieć temat',
};
