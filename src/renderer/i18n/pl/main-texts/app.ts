import type { Said } from '../../catalog.ts';

/** Messages of the app, its ledger and the window. */
export const app: Said = {
  '{service} asked to be left alone for a while': '{service} prosi, by na razie nie wysyłać zapytań',
  'The connection to {service} is not safe: its certificate is not trusted ({code})':
    'Połączenie z {service} nie jest bezpieczne: jego certyfikat nie jest zaufany ({code})',
  'Set this computer’s date right; where a virus scanner or a company’s network reads along, have its certificate installed in the system, then start Orderbell again':
    'Ustaw na komputerze właściwą datę; jeśli ruch czyta antywirus lub sieć firmowa, zainstaluj ich certyfikat w systemie, potem uruchom Orderbell ponownie',
  'The order is in quarantine: nobody has checked who sent it':
    'Zamówienie jest w kwarantannie: nikt nie sprawdził, kto je wysłał',
  'Release it first': 'Najpierw je zwolnij',
  'Its customer was erased: what is written on it is not kept':
    'Dane klienta usunięto: tego, co się tu napisze, aplikacja nie zachowuje',
  'The customer of {number} was erased: it cannot be edited any more':
    'Dane klienta zamówienia {number} usunięto: nie można go już zmienić',
  '{message}. {fix}': '{message}. {fix}',
  'Orderbell is closing': 'Orderbell się zamyka',
  'Orderbell is opening another shop; try again in a moment':
    'Orderbell otwiera inny sklep; spróbuj za chwilę',
  'The shop could not be opened: {message}': 'Nie udało się otworzyć sklepu: {message}',
  'It is tried again by itself; where that does not help, quit Orderbell and start it again':
    'Próby trwają same; jeśli to nie pomoże, zamknij Orderbell i uruchom go ponownie',
  'The sample shop is not running': 'Sklep próbny nie działa',
  'The sample shop is already removed': 'Sklep próbny jest już usunięty',
  'Something went wrong inside Orderbell. The log has the details.':
    'Coś poszło źle wewnątrz Orderbell. Szczegóły są w dzienniku.',
  'Orderbell does not answer': 'Orderbell nie odpowiada',
  'See whether it is still running on this computer.': 'Sprawdź, czy nadal działa na tym komputerze.',
  'Orderbell has not answered in time': 'Orderbell nie odpowiedział na czas',
  'Where more than five tabs of this browser have it open, close some: the browser lets no more through. Then load this page again.':
    'Jeśli w tej przeglądarce jest otwarty w więcej niż pięciu kartach, zamknij część z nich: przeglądarka nie przepuszcza więcej. Potem odśwież tę stronę.',
  'Orderbell does not know this browser any more': 'Orderbell nie rozpoznaje już tej przeglądarki',
  'Open the address that it printed at its last start; where that was used already, start Orderbell again.':
    'Otwórz adres, który wypisał przy ostatnim uruchomieniu; jeśli został już użyty, uruchom Orderbell ponownie.',
  'no command named {name}': 'nie ma polecenia {name}',
  'There is no connection {name}': 'Nie ma połączenia {name}',
  'There is no document {id}': 'Nie ma dokumentu {id}',
  'There is no order {id}': 'Nie ma zamówienia {id}',
  'no message {id}': 'nie ma wiadomości {id}',
  'There is no draft order {id}': 'Nie ma wersji roboczej {id}',
  'no key is set for the chat-bot here': 'nie ustawiono tu klucza chatbota',
  'X-Orderbell-Key is missing or wrong': 'brakuje nagłówka X-Orderbell-Key albo jest błędny',
  'Another manager has decided on this talk meanwhile': 'Inny menedżer zdecydował już o tej rozmowie',
  'Look into the chat, then decide again': 'Zajrzyj do czatu, potem zdecyduj ponownie',
  'There is no person {id}': 'Nie ma osoby {id}',
  'the ledger {words} ({message})': 'rejestr zamówień {words} ({message})',
  'is locked by another program': 'jest zablokowany przez inny program',
  'cannot be written': 'nie daje się zapisać',
  'cannot be read or written: the disk gave an error': 'nie daje się odczytać ani zapisać: błąd dysku',
  'is damaged': 'jest uszkodzony',
  'cannot grow: the disk is full': 'nie może rosnąć: dysk jest pełny',
  'cannot be opened': 'nie daje się otworzyć',
  'is not a ledger': 'nie jest rejestrem Orderbell',
  'Close what else may hold it, such as a backup or a virus scanner':
    'Zamknij to, co może go trzymać, na przykład kopię zapasową albo program antywirusowy',
  'Close what else may hold it, such as a backup or a virus scanner, and allow Orderbell to write it and its folder':
    'Zamknij to, co może go trzymać, na przykład kopię zapasową albo program antywirusowy, i pozwól Orderbell zapisywać go oraz jego folder',
  'See whether the disk is connected and sound': 'Sprawdź, czy dysk jest podłączony i sprawny',
  'Free some space on the disk': 'Zwolnij trochę miejsca na dysku',
  'This source is not connected, so it cannot be asked':
    'To źródło nie jest połączone, więc nie da się go zapytać',
};
