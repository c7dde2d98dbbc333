import type { PolishOf } from '../catalog.ts';
import type { settings as english } from '../en/settings.ts';

export const settings = {
  title: 'Ustawienia',
  thisComputer: 'Ten komputer',
  thisComputerLead: 'To działa od razu i tylko na tym komputerze.',
  soundAt: 'Dzwonek dzwoni, głośność {{volume}}%',
  soundOff: 'Zamówienia przychodzą tu bez dźwięku',
  soundHint: 'Głośność, dźwięki i źródła, dla których dzwoni, są na stronie „Dzwonek”.',
  soundOpen: 'Otwórz „Dzwonek”',
  data: 'Dane',
  dataLead: 'Zamówienia sklepu leżą w jednym pliku na tym komputerze.',
  ledger: 'Rejestr zamówień',
  ledgerSize: '{{size}}. Jest w nim każde zamówienie, notatka i mail.',
  ledgerFailed: 'Nie wiadomo, gdzie leży: {{message}}',
  path: 'ścieżka',
  backup: 'Kopia zapasowa',
  backupHint:
    'Zamknij Orderbell i skopiuj folder, w którym leży ten plik. Sklep połączony z BigQuery ma tam drugą kopię, jeśli projekt ma konto rozliczeniowe: pusty komputer wypełni się z niej sam.',
  backupHintDays:
    'Zamknij Orderbell i skopiuj folder, w którym leży ten plik. W BigQuery nie ma drugiej kopii tego sklepu: bez konta rozliczeniowego wiersze z każdego dnia są usuwane po {{days}} dniach. Podłącz je do projektu i naciśnij „Sprawdź” przy jego kroku: wtedy obecne i nowe wiersze zostaną; wczytywanie i pierwsze 10 GiB nic nie kosztują.',
  backupOpen: 'Otwórz BigQuery',
  sample: 'Sklep próbny',
  sampleHint: 'Zmyślone zamówienia, czaty i wersje robocze do wypróbowania. Usunięte już nie wrócą.',
  sampleRemove: 'Usuń sklep próbny…',
  shop: 'Sklep',
  shopLead: 'To, co tu ustawiono, obowiązuje na wszystkich komputerach sklepu.',
  country: 'Kraj',
  countryHint: 'Należą do niego telefony bez + i kodu kraju. Na początku ustawia go adres w Shopify.',
  countryNone: 'Nie ustawiono',
} as const satisfies PolishOf<typeof english>;
