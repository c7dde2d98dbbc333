import type { Said } from '../../catalog.ts';

/** BigQuery: the account, the tables, and rows that were not taken. */
export const warehouse: Said = {
  'BigQuery has no service account key': 'BigQuery nie ma klucza konta usługi',
  'The dataset {dataset} is in {found}, not in {wanted}':
    'Zbiór danych {dataset} jest w {found}, nie w {wanted}',
  'Set the location to {location}': 'Ustaw położenie na {location}',
  'The table {table} is not one of Orderbell': 'Tabela {table} nie jest tabelą Orderbell',
  'It lacks {columns}: choose another dataset': 'Brakuje w niej: {columns}; wybierz inny zbiór danych',
  'The dataset {dataset} was made by a newer Orderbell': 'Zbiór danych {dataset} utworzył nowszy Orderbell',
  'Update Orderbell on this computer: until then everything stays here, and nothing is lost':
    'Zaktualizuj Orderbell na tym komputerze: do tego czasu wszystko zostaje tutaj i nic nie przepada',
  'The table {table} is not there': 'Nie ma tabeli {table}',
  'The dataset is not there yet and will be made': 'Zbioru danych jeszcze nie ma, powstanie',
  'The dataset is there, in {location}': 'Zbiór danych jest, w {location}',
  'The dataset is in {found}, not in {wanted}': 'Zbiór danych jest w {found}, nie w {wanted}',
  'The table is not there yet and will be made': 'Tabeli jeszcze nie ma, powstanie',
  'The table can be read': 'Tabelę można odczytać',
  'The service account may start jobs': 'Konto usługi może uruchamiać zadania',
  'Billing is on': 'Rozliczenia są włączone',
  'Billing is off: load jobs and questions work, streaming does not':
    'Rozliczenia są wyłączone: zadania wczytywania i zapytania działają, strumieniowanie nie',
  'Billing can be found out once the table is there': 'Rozliczenia da się ustalić, gdy tabela już będzie',
  'BigQuery deletes what is in this dataset after {days} days; Orderbell then loads its own ledger again':
    'BigQuery usuwa zawartość tego zbioru danych po {days} dniach; Orderbell wczytuje wtedy swój rejestr ponownie',
  'Turn on billing for the project, then take the expiration off the dataset and its table':
    'Włącz rozliczenia projektu, a potem usuń termin wygaśnięcia zbioru danych i jego tabeli',
  'Rows travel by load jobs: free, and each row exactly once':
    'Wiersze podróżują zadaniami wczytywania: bez opłat i każdy dokładnie raz',
  'Rows are streamed: seconds sooner, for money; a row that arrives twice is counted once':
    'Wiersze są strumieniowane: o sekundy wcześniej, za pieniądze; wiersz, który dotrze dwa razy, liczy się raz',
  'A table is in the place of the view {view}': 'W miejscu widoku {view} jest tabela',
  'BigQuery did not answer within {seconds} s': 'BigQuery nie odpowiedziało w ciągu {seconds} s',
  'the load job failed': 'zadanie wczytywania się nie udało',
  'the load job is still running': 'zadanie wczytywania nadal trwa',
  'Give the service account the roles BigQuery Data Editor on the dataset and BigQuery Job User on the project':
    'Nadaj kontu usługi role BigQuery Data Editor w zbiorze danych i BigQuery Job User w projekcie',
  'BigQuery answered {status}': 'BigQuery odpowiedziało {status}',
  'BigQuery does not accept the service account key': 'BigQuery nie przyjmuje klucza konta usługi',
  'Make a new key for the service account and enter it again':
    'Utwórz nowy klucz konta usługi i wpisz go ponownie',
  'Turn on billing for the project, or choose the mode "load", which needs none':
    'Włącz rozliczenia projektu albo wybierz tryb „load”, który ich nie wymaga',
  'Check the names of project and dataset, and that the location is the one of the dataset':
    'Sprawdź nazwy projektu i zbioru danych oraz czy położenie jest takie jak zbioru danych',
  'Could not reach BigQuery ({code})': 'Nie udało się połączyć z BigQuery ({code})',
  'the job wrote {written} rows, not {sent}': 'zadanie zapisało {written} wierszy, nie {sent}',
  'BigQuery refused the row': 'BigQuery odrzuciło wiersz',
};
