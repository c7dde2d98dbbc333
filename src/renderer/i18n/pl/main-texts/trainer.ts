import type { Said } from '../../catalog.ts';

/** Answers of the mail template trainer. */
export const trainer: Said = {
  'This mail is not stored here': 'Ten mail nie jest tu przechowywany',
  'This mail belongs to no order': 'Ten mail nie należy do żadnego zamówienia',
  'No recipe could be learnt from these values': 'Z tych wartości nie udało się nauczyć wzorca',
  '{count} mails that read whole now would not any more':
    'Maili, które teraz czytają się w całości, a już by się nie czytały: {count}',
  'Look at them in the preview, then point again at what differs':
    'Zobacz je w podglądzie i wskaż ponownie to, co się różni',
  '{count} mails not tried: this computer is too busy':
    'Maili, których nie sprawdzono, bo ten komputer jest zbyt zajęty: {count}',
  'Save again in a moment': 'Zapisz ponownie za chwilę',
  'Order {number} of this service is already there': 'Zamówienie {number} z tego serwisu już tu jest',
  'Open that order: this mail is a second one about it':
    'Otwórz tamto zamówienie: ten mail jest drugim o nim',
  'This order was changed since its form was opened': 'To zamówienie zmieniono po otwarciu formularza',
  'Start over: the form then shows the order as it is now':
    'Zacznij od nowa: formularz pokaże zamówienie takie, jakie jest teraz',
  'The currency is missing': 'Brakuje waluty',
  'Point at the currency, or type its three letters': 'Wskaż walutę albo wpisz jej trzy litery',
  'an item has no price': 'któryś produkt nie ma ceny',
  'There is no recipe {family}@{version}': 'Nie ma wzorca {family}@{version}',
  'Another computer has taught {recipe} meanwhile': 'Inny komputer nauczono tymczasem wzorca {recipe}',
  'Save again: yours becomes the next version': 'Zapisz ponownie: Twój zostanie następną wersją',
  'The file is not JSON': 'Plik nie jest w formacie JSON',
  'Choose a file that was exported as a recipe': 'Wybierz plik wyeksportowany jako wzorzec',
  'The file is not a recipe: {field}: {reason}': 'Plik nie jest wzorcem: {field}: {reason}',
  'has another form': 'ma inną postać',
  'write the amount as 1250 or 1250.50': 'wpisz kwotę jako 1250 lub 1250.50',
  'three letters, such as UAH': 'trzy litery, na przykład PLN',
  '{field}: what leads to it here leads to nothing in {count} other mails like this one':
    '{field}: to, co tu do niego prowadzi, nie prowadzi do niczego w innych takich mailach: {count}',
};
