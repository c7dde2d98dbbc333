import type { Said } from '../../catalog.ts';

/** Why a mail needs review, and the words that intake adds to an order. */
export const review: Said = {
  'the mail does not name exactly one sender': 'mail nie podaje dokładnie jednego nadawcy',
  'Google did not check the sender': 'Google nie sprawdziło nadawcy',
  'the domain it names says the mail is not its own (DMARC)':
    'podana domena mówi, że mail nie jest od niej (DMARC)',
  'it was checked for another domain than it names (DMARC)': 'sprawdzono inną domenę niż podana (DMARC)',
  'the domain it names has not signed the mail (DKIM)': 'podana domena nie podpisała maila (DKIM)',
  'the head of the mail can be read in more than one way':
    'nagłówek maila można odczytać na więcej niż jeden sposób',
  'what Google found out can be read in more than one way':
    'to, co ustaliło Google, można odczytać na więcej niż jeden sposób',
  'two results in the name of Google contradict each other':
    'dwa wyniki w imieniu Google są ze sobą sprzeczne',
  'the mail passes on another one, whose sender nobody has checked':
    'mail przekazuje inny, którego nadawcy nikt nie sprawdził',
  '{sum}, the mail says {total}': '{sum}, w mailu podano {total}',
  'more follows below the total of {total}': 'pod sumą {total} jest coś jeszcze',
  'a comma in the amounts of the mail may part thousands or decimals':
    'przecinek w kwotach maila może oddzielać tysiące albo część dziesiętną',
  'the amounts of the mail are in {named}, not in {currency}':
    'kwoty w mailu są w {named}, a nie w {currency}',
  'the mail names no currency, its amounts are read as {currency}':
    'mail nie podaje waluty, kwoty odczytano jako {currency}',
  'Shopify does not give the rest of the items': 'Shopify nie podaje reszty pozycji',
  'the reading made no sense': 'odczyt nie miał sensu',
  'reading it took more than 256 MB': 'czytanie zajęło ponad 256 MB',
  'reading it took longer than {seconds} s': 'czytanie trwało ponad {seconds} s',
  'the reader ended': 'czytnik zakończył pracę',
  'this computer was too busy to read it': 'ten komputer był zbyt zajęty, by to przeczytać',
  'the mail has no text': 'mail nie ma tekstu',
  'the HTML of the mail is larger than 2 MB': 'HTML maila jest większy niż 2 MB',
  'the HTML of the mail is nested more than {depth} deep': 'HTML maila jest zagnieżdżony głębiej niż {depth}',
  'the mail has more than {rows} rows': 'mail ma ponad {rows} wierszy',
  'the message could not be decoded': 'nie udało się zdekodować wiadomości',
  'the mail tells no order: {codes}': 'mail nie zawiera zamówienia: {codes}',
  'with these values the sample does not read whole: {why}':
    'z tymi wartościami próbka nie czyta się w całości: {why}',
  '{field}: not found in the mail by words beside it': '{field}: nie znaleziono w mailu po słowach obok',
  'no-number': 'brak numeru',
  'no-total': 'brak sumy',
  'no-items': 'brak produktów',
  'sum-mismatch': 'suma się nie zgadza',
  'several-orders': 'kilka zamówień',
  'Another mail about this order: {subject}': 'Kolejny mail o tym zamówieniu: {subject}',
  'without a subject': 'bez tematu',
  'now {now} of {ordered}': 'teraz {now} z {ordered}',
  Duties: 'Cło',
  'Additional fees': 'Dodatkowe opłaty',
  'Cash rounding': 'Zaokrąglenie gotówki',
};
