import type { Said } from '../../catalog.ts';

/** What is said of the shop's other computers. */
export const desks: Said = {
  'Only this computer is known': 'Znany jest tylko ten komputer',
  'Connect BigQuery: the computers of a shop find each other there':
    'Podłącz BigQuery: tam komputery sklepu się odnajdują',
  'This computer has no source to listen to': 'Ten komputer nie ma źródła, którego mógłby nasłuchiwać',
  'Connect Shopify or Gmail here first': 'Najpierw podłącz tu Shopify albo Gmail',
  'another computer': 'inny komputer',
  'this computer': 'ten komputer',
  '{name}’s computer': 'komputer „{name}”',
  'Nobody reads {source} now: {listener} listens without it, and {holder}, which has it, is off':
    'Teraz nikt nie czyta {source}: {listener} nasłuchuje bez tego konta, a {holder}, który je ma, jest wyłączony',
  'Nobody reads {source} now: {listener} listens without it, and {holder}, which has it, does not listen':
    'Teraz nikt nie czyta {source}: {listener} nasłuchuje bez tego konta, a {holder}, który je ma, nie nasłuchuje',
  'Nobody reads the mailbox of {holder} now: {listener} listens, and is signed in to another one':
    'Teraz nikt nie czyta skrzynki, do której jest zalogowany {holder}: {listener} nasłuchuje, ale jest zalogowany do innej',
  'Sign in to the same mailbox on both computers': 'Zaloguj się na obu komputerach do tej samej skrzynki',
  'Connect {source} here or sign in again, or start Orderbell there':
    'Podłącz {source} tutaj lub zaloguj się ponownie albo uruchom Orderbell tam',
  'Connect {source} at the computer that listens, or sign in again there':
    'Podłącz {source} na komputerze, który nasłuchuje, albo zaloguj się tam ponownie',
  'This computer takes over by itself within a quarter of an hour, and at once when you let it listen':
    'Ten komputer sam zacznie nasłuchiwać w ciągu kwadransa, a na Twoje żądanie od razu',
  'It takes over by itself within a quarter of an hour while Orderbell runs there':
    'Sam zacznie nasłuchiwać w ciągu kwadransa, jeśli Orderbell tam działa',
  'Gmail works at {computer} and not here: mail orders would stay unread':
    'Gmail działa tam, gdzie {computer}, a tutaj nie: zamówienia z poczty zostałyby nieprzeczytane',
  'Shopify works at {computer} and not here: orders of the store would stay unread':
    'Shopify działa tam, gdzie {computer}, a tutaj nie: zamówienia ze sklepu zostałyby nieprzeczytane',
  'This computer has no public address, which {computer} has: orders would come late, and buttons in Messenger would do nothing':
    'Ten komputer nie ma adresu publicznego, a {computer} go ma: zamówienia przychodziłyby z opóźnieniem, a przyciski w Messengerze nie działałyby',
  'This computer cannot write in Messenger, as {computer} can: nobody would be told of orders there':
    'Ten komputer nie może pisać w Messengerze, a {computer} może: nikt nie dowiedziałby się tam o zamówieniach',
  'This computer cannot write e-mail, as {computer} can: nobody would be told of orders by it':
    'Ten komputer nie może wysyłać e-maili, a {computer} może: nikt nie dowiedziałby się tak o zamówieniach',
  'Connect it here, or sign in again; or close Orderbell on that computer and try again ten minutes later':
    'Podłącz to tutaj lub zaloguj się ponownie albo zamknij Orderbell na tamtym komputerze i spróbuj ponownie po dziesięciu minutach',
  'No other computer that is on has all that works here':
    'Na żadnym innym włączonym komputerze nie działa wszystko, co działa tutaj',
  'Connect the same on another computer first, or sign in again there':
    'Najpierw podłącz to samo na innym komputerze albo zaloguj się tam ponownie',
  'Orders were told that other computers may not know of yet':
    'O części zamówień już powiadomiono, a inne komputery mogą o tym jeszcze nie wiedzieć',
  'Hand over in a quarter of an hour, when every computer knows of it':
    'Przekaż za kwadrans, gdy będzie o tym wiedział każdy komputer',
  'Another computer has just taken over': 'Właśnie zaczął nasłuchiwać inny komputer',
  'Look which one listens now, and try again': 'Sprawdź, który teraz nasłuchuje, i spróbuj ponownie',
  'Other computers wrote at the same time': 'W tej samej chwili zapisywały inne komputery',
  'Try it again': 'Spróbuj ponownie',
  'The computer that listens cannot be forgotten': 'Nie da się zapomnieć komputera, który nasłuchuje',
  'Let another one listen first': 'Najpierw niech nasłuchuje inny',
  'This computer is on: it gave a sign a moment ago': 'Ten komputer jest włączony: przed chwilą dał znak',
  'Close Orderbell there, and forget it ten minutes later':
    'Zamknij tam Orderbell i zapomnij go dziesięć minut później',
  'This computer is here': 'Ten komputer jest tutaj',
  'BigQuery has not said yet what was done since the backup':
    'BigQuery jeszcze nie podało, co zrobiono po wykonaniu kopii zapasowej',
  'BigQuery cannot be reached, and another computer may have told it':
    'BigQuery jest nieosiągalne, a powiadomić mógł inny komputer',
  'it is not known yet whose orders BigQuery holds, and another computer may have told it':
    'jeszcze nie wiadomo, czyje zamówienia są w BigQuery, a powiadomić mógł inny komputer',
  'another computer was to tell it, and has not said that it did':
    'miał powiadomić inny komputer i tego nie potwierdził',
  'it came while another computer was listening that has not been heard of since':
    'przyszło, gdy nasłuchiwał inny komputer, o którym odtąd nic nie słychać',
  'Another computer may tell it': 'Powiadomić może inny komputer',
  'This is no invite code, or a part of it is missing':
    'To nie jest kod zaproszenia albo brakuje jego części',
  'Copy the whole code from the other computer again': 'Skopiuj jeszcze raz cały kod z drugiego komputera',
  'Another computer answers at the address of the one that listens':
    'Pod adresem nasłuchującego odpowiada inny komputer',
  'The computer that listens does not know this one': 'Komputer, który nasłuchuje, nie zna tego',
  'The other computer gave no sign for a minute': 'Drugi komputer nie daje znaku od minuty',
  'What came was not what the other computer said': 'Przyszło co innego, niż powiedział drugi komputer',
  'The other computer ended the line': 'Drugi komputer zakończył łącze',
  'no answer': 'brak odpowiedzi',
  'the other computer answered {status}': 'drugi komputer odpowiedział {status}',
  'what came back is not what the other computer said': 'wróciło co innego, niż powiedział drugi komputer',
  'Another computer listens to the shop’s sources': 'Źródeł sklepu nasłuchuje inny komputer',
  'Make the invite code at the computer that listens':
    'Utwórz kod zaproszenia na komputerze, który nasłuchuje',
  'This computer has no public address': 'Ten komputer nie ma adresu publicznego',
  'Set up the tunnel first: the other computers reach this one through it':
    'Najpierw ustaw tunel: przez niego docierają tu inne komputery',
  'This computer is the one that listens': 'To ten komputer nasłuchuje',
  'Make an invite code here and type it at the other computer':
    'Utwórz kod zaproszenia tutaj i wpisz go na drugim komputerze',
  'This computer cannot cut itself off': 'Ten komputer nie może odciąć sam siebie',
  'Do it at another computer of the shop': 'Zrób to na innym komputerze sklepu',
  'The invite code is used up, has run out, or is for another shop':
    'Kod zaproszenia jest zużyty, nieważny albo od innego sklepu',
  'Make a new code at the computer that listens; it holds for 15 minutes and for one computer':
    'Utwórz nowy kod na komputerze, który nasłuchuje; jest ważny 15 minut i dla jednego komputera',
  'The other computer cannot be reached: {reason}': 'Drugi komputer jest nieosiągalny: {reason}',
  'See that Orderbell is running there and has a public address, then make a new code':
    'Sprawdź, czy Orderbell tam działa i ma adres publiczny, a potem utwórz nowy kod',
};
