import type { PolishOf } from '../catalog.ts';
import type { setupGuide as english } from '../en/setup-guide.ts';

/** Gdzie kliknąć; nazwy są takie, jakich używają same serwisy. */
export const setupGuide = {
  guide: 'Gdzie kliknąć',
  needs: 'Co jest potrzebne',
  goTo: 'Otwórz {{place}}',
  needs_shopify: 'Konto w sklepie z prawem do tworzenia aplikacji',
  minutes_shopify: 'około 10 minut',
  needs_gmail: 'Konto Google tej skrzynki; własny projekt w Google Cloud',
  minutes_gmail: 'około 15 minut',
  needs_bigquery:
    'Właściciel lub edytor projektu w Google Cloud z podłączonym kontem rozliczeniowym: wczytywanie i 10 GiB nic nie kosztują. Bez niego wiersze z każdego dnia są usuwane po 60 dniach',
  minutes_bigquery: 'około 10 minut',
  needs_manychat: 'Administrator strony w ManyChat, plan Pro',
  minutes_manychat: 'około 15 minut',
  needs_tunnel: 'Bezpłatne konto ngrok; adres może trzymać jeden komputer naraz',
  minutes_tunnel: 'około 5 minut',
  needs_notices: 'Ty, przy tym komputerze, z włączonym dźwiękiem',
  minutes_notices: '1 minuta',
  step_shopify_1:
    'Apps → Create app, w Dev Dashboard organizacji, do której należy sklep. Nazwa może być dowolna.',
  step_shopify_2:
    'Versions → New version: w polu Scopes wpisz te cztery: read_orders, write_draft_orders, read_products, read_customers.',
  step_shopify_3: 'Opublikuj wersję: Release.',
  step_shopify_4: 'Home → Install app i wybierz swój sklep.',
  step_shopify_5:
    'Settings: skopiuj client id i secret do pól poniżej, razem z nazwą sklepu w myshopify.com.',
  drawing_shopify_apps: 'Rysunek Dev Dashboard: Apps w menu, a u góry po prawej (1) Create app.',
  drawing_shopify_version:
    'Rysunek nowej wersji: (2) pole Scopes w części Access, a nad nim (3) przycisk Release.',
  drawing_shopify_app:
    'Rysunek aplikacji: (4) Install app, a w jej ustawieniach (5) Client ID i Secret do skopiowania.',
  step_gmail_1: 'Wybierz projekt albo utwórz nowy. APIs & Services → Library → Gmail API → Enable.',
  step_gmail_2:
    'Google Auth Platform → Audience → Publish app, żeby było In production. W trybie Testing logowanie wygasa po 7 dniach.',
  step_gmail_3: 'Clients → Create client, jako typ wybierz Desktop app.',
  step_gmail_4: 'Skopiuj client id i secret do pól poniżej i zapisz.',
  step_gmail_5:
    'Naciśnij poniżej „Zaloguj się przez Google” i wybierz skrzynkę, do której przychodzą maile z zamówieniami. Google mówi, że aplikacja nie jest zweryfikowana, bo jest Twoja własna: Advanced → Go to it.',
  step_gmail_6: 'Zostaw zaznaczone pole czytania poczty i naciśnij Continue. Orderbell tylko czyta.',
  drawing_gmail_api: 'Rysunek biblioteki Google Cloud: Gmail API z (1) przyciskiem Enable.',
  drawing_gmail_audience: 'Rysunek strony Audience: stan publikacji i (2) przycisk Publish app.',
  drawing_gmail_client:
    'Rysunek nowego klienta: (3) jego typ, Desktop app, oraz (4) Client ID i Client secret do skopiowania.',
  drawing_gmail_signIn:
    'Rysunek logowania Google: (5) Advanced i Go to the app pod ostrzeżeniem; potem (6) zaznaczone pole i Continue.',
  step_bigquery_1: 'APIs & Services → Library → BigQuery API → Enable. Zapisz id projektu.',
  step_bigquery_2: 'IAM → Service accounts → Create service account. Nazwa może być dowolna.',
  step_bigquery_3: 'Nadaj mu dwie role: BigQuery Data Editor i BigQuery Job User.',
  step_bigquery_4:
    'Otwórz je: Keys → Add key → Create new key → JSON. Zostaw plik na tym komputerze i wpisz poniżej jego ścieżkę.',
  drawing_bigquery_api:
    'Rysunek biblioteki Google Cloud: BigQuery API z (1) przyciskiem Enable i id projektu.',
  drawing_bigquery_account:
    'Rysunek nowego konta usługi: (2) jego nazwa i (3) role BigQuery Data Editor i BigQuery Job User.',
  drawing_bigquery_key: 'Rysunek strony Keys konta usługi: (4) Add key, JSON i plik, który z tego powstaje.',
  step_manychat_1: 'Settings → API → Generate your API key i wklej go poniżej.',
  step_manychat_2:
    'W scenariuszu dodaj blok Dynamic do wiadomości z katalogiem albo External Request tam, gdzie ktoś pisze.',
  step_manychat_3: 'Metoda POST; skopiuj z dołu request URL tego kroku.',
  step_manychat_4: 'Headers: X-Orderbell-Key z kluczem utworzonym poniżej. Body: Add Full Contact Data.',
  step_manychat_5:
    'Niech każdy menedżer napisze do strony w Messengerze jedno słowo: pojawi się w Czatach i można go dodać poniżej. Dzięki temu strona może odpisywać przez 24 godziny.',
  drawing_manychat_api: 'Rysunek ustawień ManyChat: API w menu i (1) przycisk Generate API key z kluczem.',
  drawing_manychat_flow:
    'Rysunek scenariusza: (2) blok Dynamic pod wiadomością, (3) jego request URL z POST, (4) nagłówek X-Orderbell-Key.',
  drawing_manychat_managers:
    'Rysunek telefonu: (5) słowo menedżera do strony, dzięki któremu trafia na listę menedżerów w Orderbell.',
  step_tunnel_1: 'Your Authtoken → Copy i wklej poniżej.',
  step_tunnel_2: 'Domains: skopiuj swoją. Bezpłatne konto ma jedną i zachowuje ją.',
  drawing_tunnel_token: 'Rysunek panelu ngrok: Authtoken w menu i (1) token z przyciskiem Copy.',
  drawing_tunnel_domain: 'Rysunek panelu ngrok: Domains w menu i (2) domena do skopiowania.',
  step_notices_1: 'Zadzwoń i posłuchaj.',
  step_notices_2: 'Pokaż powiadomienie i spójrz na brzeg ekranu.',
  step_notices_3:
    'Wyślij sobie wiadomość. Messenger wymaga ManyChat; e-mail wymaga Gmail → Pozwól Orderbell wysyłać e-maile.',
  drawing_notices_everywhere:
    'Rysunek komputera i telefonu: (1) głośnik, (2) powiadomienie na brzegu ekranu, (3) wiadomość na telefonie.',
} as const satisfies PolishOf<typeof english>;
