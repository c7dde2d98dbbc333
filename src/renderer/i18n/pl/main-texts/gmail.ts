import type { Said } from '../../catalog.ts';

/** Messages about Gmail and the sign-in with Google. */
export const gmail: Said = {
  'The OAuth client is missing': 'Brakuje klienta OAuth',
  'Fill in client id and client secret first': 'Najpierw wypełnij client id i client secret',
  'The sign-in was not finished within five minutes': 'Logowania nie zakończono w ciągu pięciu minut',
  'Another sign-in or a change of the account took its place':
    'Zastąpiło je inne logowanie albo zmiana konta',
  'Start it again.': 'Zacznij je ponownie.',
  'Signing in on a web page needs the desktop app': 'Logowanie na stronie wymaga aplikacji na komputer',
  'Start Orderbell with ORDERBELL_GMAIL_REFRESH_TOKEN set, and ORDERBELL_GMAIL_SEND_REFRESH_TOKEN to send':
    'Uruchom Orderbell z ustawionym ORDERBELL_GMAIL_REFRESH_TOKEN, a do wysyłania także ORDERBELL_GMAIL_SEND_REFRESH_TOKEN',
  'The sign-in was cancelled': 'Logowanie anulowano',
  'Google answered: {error}': 'Google odpowiedziało: {error}',
  'Google sent no code back': 'Google nie odesłało kodu',
  'Could not reach Google to finish the sign-in': 'Nie udało się połączyć z Google, by zakończyć logowanie',
  'Google refused the sign-in: {words}': 'Google odmówiło logowania: {words}',
  'no reason given': 'nie podano powodu',
  'Google answered the sign-in with something else than a token':
    'Google odpowiedziało na logowanie czymś innym niż tokenem',
  'Sign in again; a proxy or a firewall may have answered in the place of Google.':
    'Zaloguj się ponownie; zamiast Google mógł odpowiedzieć serwer proxy albo zapora.',
  'Reading mail was not allowed on the consent page': 'Na stronie zgody nie pozwolono czytać poczty',
  'Sign in again and leave the box for reading mail ticked.':
    'Zaloguj się ponownie i zostaw zaznaczone pole czytania poczty.',
  'Sending mail was not allowed on the consent page': 'Na stronie zgody nie pozwolono wysyłać poczty',
  'Try again and leave the box for sending mail ticked.':
    'Spróbuj ponownie i zostaw zaznaczone pole wysyłania poczty.',
  'Gmail is not signed in to': 'Gmail nie jest zalogowany',
  'Sign in with Google first': 'Najpierw zaloguj się przez Google',
  'Google gave no lasting sign-in': 'Google nie dało trwałego logowania',
  'Remove Orderbell under myaccount.google.com/permissions and sign in again.':
    'Usuń Orderbell na myaccount.google.com/permissions i zaloguj się ponownie.',
  'Google no longer accepts the sign-in of this mailbox': 'Google nie przyjmuje już logowania tej skrzynki',
  'Reconnect Gmail. Google ends the sign-in of an app in testing after 7 days: set the consent screen to "In production" to stop that.':
    'Połącz Gmail ponownie. Google kończy logowanie aplikacji w testach po 7 dniach: ustaw ekran zgody na „In production”, by to ustało.',
  'Google does not know this OAuth client': 'Google nie zna tego klienta OAuth',
  'Check GMAIL_CLIENT_ID and GMAIL_CLIENT_SECRET.': 'Sprawdź client id i client secret.',
  'Gmail asks to slow down': 'Gmail prosi, by zwolnić',
  'Gmail refused: {words}': 'Gmail odmówił: {words}',
  'Enable the Gmail API in the Google Cloud project.': 'Włącz Gmail API w projekcie Google Cloud.',
  'Reconnect Gmail and leave the box for reading mail ticked.':
    'Połącz Gmail ponownie i zostaw zaznaczone pole czytania poczty.',
  'Gmail does not have it': 'Gmail tego nie ma',
  'Gmail answered {status}: {words}': 'Gmail odpowiedział {status}: {words}',
  'Gmail answered {status}': 'Gmail odpowiedział {status}',
  'Could not reach Gmail: {words}': 'Nie udało się połączyć z Gmailem: {words}',
  'This computer is too busy to read a mail': 'Ten komputer jest zbyt zajęty, by czytać mail',
  'The mail is gone from the mailbox, or is no order':
    'Maila nie ma już w skrzynce albo nie jest zamówieniem',
  'The mail “{subject}” of {sender}, {day}, cannot be fetched: {reason}':
    'Nie można pobrać maila „{subject}” od {sender}, {day}: {reason}',
  'A mail cannot be fetched: {reason}': 'Nie można pobrać maila: {reason}',
  'Open it in Gmail: enter by hand what it orders, then delete it there.':
    'Otwórz go w Gmailu: wpisz ręcznie, co w nim zamówiono, i usuń go tam.',
  'Gmail did not answer in time': 'Gmail nie odpowiedział na czas',
  'There is no service {name}': 'Nie ma serwisu {name}',
  '{sender} is every address of {domain}': '{sender} to wszystkie adresy {domain}',
  'Choose every address of the domain, or one full address':
    'Wybierz wszystkie adresy domeny albo jeden pełny adres',
  'The recipe reads the mails of every address of {domain}':
    'Wzorzec czyta maile ze wszystkich adresów {domain}',
  'Import it only if all of them belong to the service':
    'Zaimportuj go tylko wtedy, gdy wszystkie należą do serwisu',
  'is neither an e-mail address nor @ and a domain of one owner':
    'nie jest adresem e-mail ani @ z domeną jednego właściciela',
};
