import type { Said } from '../../catalog.ts';

/** Messages about the shop's other computers. */
export const computers: Said = {
  'Only this computer is known': 'Znany jest tylko ten komputer',
  'Connect BigQuery: the computers of a shop find each other there':
    'Podłącz BigQuery: tam komputery sklepu się odnajdują',
  'This computer is here': 'Ten komputer jest tutaj',
  'BigQuery has not said yet what was done since the backup':
    'BigQuery jeszcze nie podało, co zrobiono po wykonaniu kopii zapasowej',
  'Another computer may tell it': 'Powiadomić może inny komputer',
  'Another computer listens to the shop’s sources': 'Źródeł sklepu nasłuchuje inny komputer',
  'Pub/Sub has no such topic or subscription: {cause}':
    'W Pub/Sub nie ma takiego tematu ani subskrypcji: {cause}',
  'It is made again at the next try': 'Zostanie utworzony ponownie przy następnej próbie',
  'Pub/Sub refuses this account: {cause}': 'Pub/Sub odmawia temu kontu: {cause}',
  'Enable the Pub/Sub API in the project and give the service account the role Pub/Sub Editor':
    'Włącz w projekcie Pub/Sub API i nadaj kontu usługi rolę Pub/Sub Editor',
  'Pub/Sub has too many requests': 'Do Pub/Sub jest za dużo zapytań',
  'Pub/Sub does not accept the key of the service account': 'Pub/Sub nie przyjmuje klucza konta usługi',
  'Choose the key file again in Setup, at BigQuery':
    'Wybierz plik klucza ponownie w ustawieniach, przy BigQuery',
  'Pub/Sub cannot be reached: {cause}': 'Pub/Sub jest nieosiągalne: {cause}',
  'another computer was to send it, and has not said that it did':
    'miał to wysłać inny komputer i tego nie potwierdził',
  'another computer may have sent it before this one was connected to Pub/Sub':
    'możliwe, że inny komputer wysłał to, zanim ten połączono z Pub/Sub',
  'another computer was sending it, and has not said that it did':
    'wysyłał to inny komputer i tego nie potwierdził',
  'it is not known yet whose orders BigQuery holds, and another computer may have sent it':
    'jeszcze nie wiadomo, czyje zamówienia są w BigQuery, a wysłać mógł inny komputer',
  'Seen once the line that failed is ok': 'Widoczne, gdy naprawiony zostanie wiersz z błędem',
  'A message did not come back: {cause}': 'Wiadomość nie wróciła: {cause}',
  'Not there: {names}': 'Brakuje: {names}',
  'Give the role first, then check again: the app makes them':
    'Najpierw nadaj rolę, potem sprawdź ponownie: aplikacja je utworzy',
  'Cannot be seen from here: the role Pub/Sub Editor may not read who publishes to {topic}':
    'Stąd tego nie widać: rola Pub/Sub Editor nie może odczytać, kto publikuje w {topic}',
  'There is no topic {topic} yet': 'Nie ma jeszcze tematu {topic}',
  'Cannot be seen from here: {cause}': 'Stąd tego nie widać: {cause}',
  'Run the command once; a second time changes nothing':
    'Uruchom polecenie raz; drugi raz niczego nie zmieni',
  '{account} may not publish to {topic}': '{account} nie może publikować w {topic}',
  'Run the command once in Google’s Cloud Shell': 'Uruchom polecenie raz w Google Cloud Shell',
  'No message came back to compare the time with':
    'Żadna wiadomość nie wróciła, więc nie ma z czym porównać czasu',
  'The service account may not make topics, publish and subscribe':
    'Konto usługi nie może tworzyć tematów, publikować ani subskrybować',
  'Give it the role Pub/Sub Editor in the project: run the command, or add it in the Cloud console at IAM → Grant access':
    'Nadaj mu w projekcie rolę Pub/Sub Editor: uruchom polecenie albo dodaj ją w Cloud Console w IAM → Grant access',
  'Google does not accept the time of this computer': 'Google nie przyjmuje czasu tego komputera',
  'Google does not accept the key of the service account: {cause}':
    'Google nie przyjmuje klucza konta usługi: {cause}',
  'The Pub/Sub API is not enabled in the project {project}': 'W projekcie {project} nie włączono Pub/Sub API',
  'Run the command, or open APIs & Services → Library in the Cloud console, choose Cloud Pub/Sub API and press Enable; it takes some minutes':
    'Uruchom polecenie albo otwórz w Cloud Console APIs & Services → Library, wybierz Cloud Pub/Sub API i naciśnij Enable; to trwa kilka minut',
  'Google knows no project {project}, or this account may not use it':
    'Google nie zna projektu {project} albo to konto nie może go używać',
  'Compare the project with the Cloud console, and correct it in Setup, at BigQuery':
    'Porównaj projekt z Cloud Console i popraw go w Połączeniach, przy BigQuery',
  'no answer in {seconds} s': 'brak odpowiedzi przez {seconds} s',
  'in sync': 'zsynchronizowany',
  '{seconds} s behind': 'opóźnienie {seconds} s',
  '{minutes} min behind ({count} events)': 'opóźnienie {minutes} min (zdarzenia: {count})',
  'not seen recently': 'dawno niewidziany',
  'last seen {minutes} min ago': 'ostatnio widziany {minutes} min temu',
  'Sync of {name}': 'Synchronizacja: {name}',
  'Compared what this computer has imported with what the others have written':
    'Porównano to, co ten komputer pobrał, z tym, co zapisały inne',
  'It has been forgotten': 'Został zapomniany',
  'Look whether that computer is online and awake; what it lacks comes by itself once it is':
    'Sprawdź, czy tamten komputer jest w sieci i nie śpi; brakujące zdarzenia nadejdą wtedy same',
  '{source} is signed out on the leader, {leader}’s computer; {other}’s computer can read it':
    '{source} jest wylogowany na głównym komputerze ({leader}); odczytać może go komputer: {other}',
  '{source} is not connected on the leader, {leader}’s computer; {other}’s computer can read it':
    '{source} nie jest podłączony na głównym komputerze ({leader}); odczytać może go komputer: {other}',
  'Make {other}’s computer the leader, or sign in here':
    'Ustaw jako główny komputer: {other}, albo zaloguj się tutaj',
  'Make {other}’s computer the leader, or sign in on {leader}’s computer':
    'Ustaw jako główny komputer: {other}, albo zaloguj się na komputerze: {leader}',
};
