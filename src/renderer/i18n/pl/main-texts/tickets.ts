import type { Said } from '../../catalog.ts';

/** Messages about printing tickets. */
export const tickets: Said = {
  'Orderbell was closed while the ticket was being printed': 'Orderbell zamknięto podczas drukowania bonu',
  'The page was closed while the ticket was being printed': 'Stronę zamknięto podczas drukowania bonu',
  'Nobody has printed this ticket': 'Nikt nie drukował tego bonu',
  'Seen by {name}': 'potwierdza {name}',
  '{name} says that it did not come out': '{name}: bon nie wyszedł z drukarki',
  'The printer did not take the ticket: {reason}': 'Drukarka nie przyjęła bonu: {reason}',
  'Choose a printer in the settings': 'Wybierz drukarkę w ustawieniach',
  'See whether the printer is on and has paper': 'Sprawdź, czy drukarka jest włączona i ma papier',
  'The system has not said whether the ticket was printed': 'System nie powiedział, czy bon wydrukowano',
  'The ticket could not be laid out: {reason}': 'Nie udało się złożyć bonu: {reason}',
  'the page took too long': 'strona przygotowywała się zbyt długo',
  'the page was not loaded': 'strona się nie wczytała',
  'Orderbell was quit': 'Orderbell zamknięto',
  'This computer has no printer': 'Ten komputer nie ma drukarki',
  'Add one in the settings of the system': 'Dodaj ją w ustawieniach systemu',
  'There is no printer {name} any more': 'Drukarki {name} już nie ma',
};
