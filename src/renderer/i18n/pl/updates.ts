import type { PolishOf } from '../catalog.ts';
import type { updates as english } from '../en/updates.ts';

export const updates = {
  app: 'Ta aplikacja',
  appLead: 'Jaka wersja tu działa i kiedy się uruchamia.',
  version: 'Wersja {{version}}',
  ready: 'Nowsza wersja',
  offer: 'Wersja {{version}} już tu jest. Zainstaluje się przy zamknięciu Orderbell albo teraz.',
  offerAsked: 'Wersja {{version}} już tu jest. Zainstaluje ją „Uruchom ponownie”; system zapyta o hasło.',
  restart: 'Uruchom ponownie',
  later: 'Nie teraz: zainstaluj przy zamknięciu Orderbell',
  laterAsked: 'Nie teraz: zaproponuj znowu po następnym uruchomieniu Orderbell',
  notRestarted: 'Nie uruchomiono ponownie',
  readyHint: 'Wersja {{version}} już tu jest i zainstaluje się przy zamknięciu Orderbell.',
  look: 'Szukaj aktualizacji',
  looking: 'Trwa szukanie nowszej wersji…',
  lookFailed: 'Nie udało się poszukać aktualizacji',
  newest: 'Najnowsza, stan na {{time}}. Orderbell szuka sam co cztery godziny.',
  notLooked: 'Orderbell sam szuka nowszych wersji, co cztery godziny.',
  'off_not-installed': 'To nie jest zainstalowana aplikacja: aktualizuje ją ten, kto ją uruchomił.',
  'off_no-source': 'Ta wersja nie wie, gdzie publikowane są nowsze. Poproś o instalator.',
  off_unsigned:
    'Ta wersja nie jest podpisana, więc fałszywej aktualizacji nie dałoby się odróżnić od prawdziwej. Zostaje taka, jaka jest.',
  'off_by-hand': 'Rozpakowano ją ręcznie. Same aktualizują się AppImage i pakiet deb.',
  startup: 'Uruchamiaj Orderbell po zalogowaniu do komputera',
  startupMeans: 'Żeby zamówienia dzwoniły od pierwszej minuty',
  startupFailed: 'Nie zmieniono, kiedy uruchamia się Orderbell',
  news: 'Co nowego',
  newsRead: 'Dalej',
} as const satisfies PolishOf<typeof english>;
