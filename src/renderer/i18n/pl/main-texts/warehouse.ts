import type { Said } from '../../catalog.ts';

/** Messages about BigQuery: the account, the tables, and rejected rows. */
export const warehouse: Said = {
  'BigQuery has no service account key': 'BigQuery nie ma klucza konta usługi',
  'The dataset {dataset} is in {found}, not in {wanted}':
    'Zbiór danych {dataset} jest w {found}, nie w {wanted}',
  'Set the location to {location}': 'Ustaw lokalizację {location}',
  'The table {table} is not one of Orderbell': 'Tabela {table} nie jest tabelą Orderbell',
  'It lacks {columns}: choose another dataset': 'Brakuje w niej: {columns}; wybierz inny zbiór danych',
  'The dataset {dataset} holds the orders of another shop':
    'Zbiór danych {dataset} zawiera zamówienia innego sklepu',
  'Choose another dataset for this shop, such as {example}':
    'Wybierz dla tego sklepu inny zbiór danych, na przykład {example}',
  'Shopify has not told yet which shop this is': 'Shopify jeszcze nie powiedziało, który to sklep',
  'Check the shop’s domain and keys in the Shopify step': 'Sprawdź domenę i klucze sklepu w kroku Shopify',
  'The dataset {dataset} was made by a newer Orderbell': 'Zbiór danych {dataset} utworzył nowszy Orderbell',
  'Update Orderbell on this computer: until then everything stays here, and nothing is lost':
    'Zaktualizuj Orderbell na tym komputerze: do tego czasu wszystko zostaje tutaj i nic nie przepada',
  'The table {table} is not there': 'Nie ma tabeli {table}',
  'A table is in the place of the view {view}': 'W miejscu widoku {view} jest tabela',
  'BigQuery did not answer within {seconds} s': 'BigQuery nie odpowiedziało w ciągu {seconds} s',
  'Stopped before BigQuery answered': 'Zatrzymano, zanim BigQuery odpowiedziało',
  'Something other than BigQuery has answered': 'Zamiast BigQuery odpowiedziało coś innego',
  'the load job failed': 'zadanie wczytywania się nie udało',
  'the load job is still running': 'zadanie wczytywania nadal trwa',
  'The BigQuery API is not enabled in this project': 'W tym projekcie nie włączono BigQuery API',
  'In the Google Cloud console: APIs & Services → Library → BigQuery API → Enable; and check the project id':
    'W konsoli Google Cloud: APIs & Services → Library → BigQuery API → Enable; sprawdź też id projektu',
  'Give the service account the roles BigQuery Data Editor on the dataset and BigQuery Job User on the project':
    'Nadaj kontu usługi role BigQuery Data Editor w zbiorze danych i BigQuery Job User w projekcie',
  'Give the service account the roles BigQuery Data Editor and BigQuery Job User on the project; or the former on the dataset {dataset}: make it in the location {location} if it is not there':
    'Nadaj kontu usługi w projekcie role BigQuery Data Editor i BigQuery Job User; albo pierwszą z nich w zbiorze danych {dataset}: jeśli go nie ma, utwórz go w lokalizacji {location}',
  'BigQuery answered {status}': 'BigQuery odpowiedziało {status}',
  'Google refuses the sign-in: the clock of this computer is wrong':
    'Google odrzuca logowanie: zegar tego komputera wskazuje zły czas',
  'BigQuery does not accept the service account key': 'BigQuery nie przyjmuje klucza konta usługi',
  'Make a new key for the service account and enter it again':
    'Utwórz nowy klucz konta usługi i wpisz go ponownie',
  'Turn on billing for the project, or choose the mode "load", which needs none':
    'Włącz rozliczenia projektu albo wybierz „Zadania wczytywania”: są bez opłat',
  'Check the names of project and dataset, and that the location is the one of the dataset':
    'Sprawdź nazwy projektu i zbioru danych oraz czy lokalizacja jest taka jak zbioru danych',
  'Could not reach BigQuery ({code})': 'Nie udało się połączyć z BigQuery ({code})',
  'the job wrote {written} rows, not {sent}': 'zadanie zapisało {written} wierszy, nie {sent}',
  'BigQuery refused the row': 'BigQuery odrzuciło wiersz',
};
