import type { Said } from '../../catalog.ts';

/** Messages of the health checks: what was tried, the result, and what to do. */
export const doctor: Said = {
  'No answer within {seconds} s': 'Brak odpowiedzi w ciągu {seconds} s',
  'Check the internet connection, then run it again': 'Sprawdź połączenie z internetem i uruchom ponownie',
  'Install the newest Orderbell': 'Zainstaluj najnowszy Orderbell',
  'Sign-in to Shopify': 'Logowanie do Shopify',
  'Asked for a token by client id and secret, and whose it is':
    'Poproszono o token na podstawie client id i secret i zapytano, czyj jest',
  'Asked whose the permanent token of an old custom app is':
    'Zapytano, czyj jest stały token starej aplikacji własnej',
  'The token of {shop}, renewed each day': 'Token sklepu {shop}, odnawiany codziennie',
  'The permanent token of {shop}': 'Stały token sklepu {shop}',
  'Shopify did not take the sign-in': 'Shopify nie przyjęło logowania',
  'Permissions in Shopify': 'Uprawnienia w Shopify',
  'Read which permissions the app was given': 'Odczytano, jakie uprawnienia ma aplikacja',
  'All that are needed, of {count} given': 'Są wszystkie potrzebne, z nadanych {count}',
  'In the Dev Dashboard give the app a version with these permissions, release it and approve it in the shop':
    'W Dev Dashboard dodaj te uprawnienia w nowej wersji aplikacji, wydaj ją i zatwierdź w sklepie',
  'Customer data in Shopify': 'Dane klientów w Shopify',
  'Asked for the contact of the newest order': 'Zapytano o kontakt z najnowszego zamówienia',
  'Nothing is withheld': 'Nic nie jest ukryte',
  'Shopify withholds: {fields}': 'Shopify ukrywa: {fields}',
  'Allow the app protected customer data in the Dev Dashboard; an old custom app needs a plan above Basic':
    'Zezwól aplikacji na chronione dane klientów w Dev Dashboard; stara aplikacja własna wymaga planu wyższego niż Basic',
  'Webhooks of Shopify': 'Webhooki Shopify',
  'Read the subscriptions and compared them with the public address':
    'Odczytano subskrypcje i porównano z adresem publicznym',
  'No public address: orders come within two minutes':
    'Brak adresu publicznego: zamówienia przychodzą w ciągu dwóch minut',
  'Only the running app knows its public address': 'Swój adres publiczny zna tylko działająca aplikacja',
  'All {count} topics come to this address': 'Na ten adres przychodzą wszystkie tematy: {count}',
  'None without the client secret': 'Bez client secret nie ma żadnych',
  'No subscription for {topics}': 'Brak subskrypcji: {topics}',
  'Delivered to another address: {topics}': 'Dostarczane na inny adres: {topics}',
  'Press Ask now: Orderbell makes its own subscriptions again':
    'Naciśnij „Zapytaj teraz”: Orderbell odtworzy swoje subskrypcje',
  'API version of Shopify': 'Wersja API Shopify',
  'Asked whether version {version} is still served': 'Zapytano, czy wersja {version} jest nadal obsługiwana',
  '{version} is supported': '{version} jest obsługiwana',
  '{version} is not supported any more': '{version} nie jest już obsługiwana',
  'Signatures of Shopify’s deliveries': 'Podpisy dostaw od Shopify',
  'Looked back at the deliveries since the app was started': 'Przejrzano dostawy od uruchomienia aplikacji',
  'Only the running app hears deliveries': 'Dostawy słyszy tylko działająca aplikacja',
  'The client secret was changed {since} h ago; the one before is taken for {more} h more':
    'Client secret zmieniono {since} godz. temu; poprzedni jest przyjmowany jeszcze {more} godz.',
  'Shopify still signs with the client secret of before, changed {since} h ago; it is taken for {more} h more':
    'Shopify nadal podpisuje poprzednim client secret, zmienionym {since} godz. temu; jest przyjmowany jeszcze {more} godz.',
  'Look again before that ends: by then Shopify is to sign with the new one':
    'Zajrzyj ponownie, zanim to minie: do tego czasu Shopify powinno podpisywać nowym',
  'None came yet': 'Żadna jeszcze nie przyszła',
  '{count} were right': 'Poprawnych: {count}',
  '{count} were right; the client secret of before is taken no more':
    'Poprawnych: {count}; poprzedni client secret nie jest już przyjmowany',
  'Public address': 'Adres publiczny',
  'Asked the receiver of this computer through its public address':
    'Zapytano odbiornik tego komputera przez jego adres publiczny',
  'None is set: orders come within two minutes': 'Nie ustawiono: zamówienia przychodzą w ciągu dwóch minut',
  'This computer does not listen to the shop’s sources': 'Ten komputer nie nasłuchuje źródeł sklepu',
  'The public address is not open': 'Adres publiczny nie jest otwarty',
  'Press Ask now; if it lasts, check its settings':
    'Naciśnij „Zapytaj teraz”; jeśli to trwa, sprawdź jego ustawienia',
  'Something that is not Orderbell answers there': 'Odpowiada tam coś, co nie jest Orderbell',
  'Lead the address to the receiver of this computer': 'Poprowadź adres do odbiornika tego komputera',
  'An Orderbell answers there': 'Odpowiada tam jakiś Orderbell',
  'Run it in the app to see whether it is this one': 'Uruchom to w aplikacji, by zobaczyć, czy to ten',
  'This computer answers there': 'Odpowiada tam ten komputer',
  'Stop Orderbell on the other computer or give this one an address of its own':
    'Zatrzymaj Orderbell na drugim komputerze albo daj temu własny adres',
  'Press Ask now; if it lasts, check the internet connection and the address':
    'Naciśnij „Zapytaj teraz”; jeśli to trwa, sprawdź internet i adres',
  'Sign-in to Gmail': 'Logowanie do Gmaila',
  'Renewed the sign-in and asked whose mailbox it is': 'Odnowiono logowanie i zapytano, czyja to skrzynka',
  'The mailbox {address}': 'Skrzynka {address}',
  'Google did not take the sign-in': 'Google nie przyjęło logowania',
  'Permission to read mails': 'Zgoda na czytanie maili',
  'Read what the sign-in allows': 'Odczytano, na co pozwala logowanie',
  'Google does not say; mails are read all the same': 'Google nie mówi; maile i tak są czytane',
  'Mails may be read, and nothing is written': 'Maile można czytać, nic nie jest zapisywane',
  'The sign-in does not allow reading mails': 'Logowanie nie pozwala czytać maili',
  'Sign in again and leave the box for reading mail ticked':
    'Zaloguj się ponownie i zostaw zaznaczone pole czytania poczty',
  'Consent screen of Google': 'Ekran zgody Google',
  'Read when Google ends the sign-in by itself': 'Odczytano, kiedy Google samo zakończy logowanie',
  'Google names no end: the app is in production': 'Google nie podaje końca: aplikacja jest w produkcji',
  'The consent has ended': 'Zgoda wygasła',
  'In testing: given {days} d ago, ends in {hours} h':
    'W trybie testów: dni od zgody: {days}, wygasa za {hours} godz.',
  'Google ends the sign-in in {hours} h': 'Google zakończy logowanie za {hours} godz.',
  'Set the consent screen to In production in the Google Cloud console, then sign in to Gmail again':
    'Ustaw ekran zgody na In production w konsoli Google Cloud, a potem zaloguj się ponownie do Gmaila',
  'Known senders in spam': 'Znani nadawcy w spamie',
  'Looked for mails of known senders in spam': 'Szukano w spamie maili od znanych nadawców',
  'No sender is known yet': 'Żaden nadawca nie jest jeszcze znany',
  'None in 7 days': 'Żadnego w 7 dni',
  '{count} mails of known senders are in spam; they are read all the same':
    'Maili od znanych nadawców w spamie: {count}; i tak są czytane',
  'Open Gmail, mark them as no spam and make a filter that never sends them there':
    'Otwórz Gmail, oznacz je jako „nie spam” i zrób filtr, który nigdy ich tam nie wyśle',
  'Mails of a known sender': 'Maile znanego nadawcy',
  'Compared how long {sender} has been silent with its habit':
    'Porównano, jak długo milczy {sender}, z jego zwyczajem',
  'None is overdue': 'Żaden się nie spóźnia',
  'Look in Completeness and Quarantine for its mails, and in the service itself whether orders came':
    'Poszukaj jego maili w „Kompletności” i „Kwarantannie”, a w samym serwisie sprawdź, czy przyszły zamówienia',
  'BigQuery could not be read': 'Nie udało się odczytać BigQuery',
  'BigQuery can be read': 'BigQuery daje się odczytać',
  'Read what BigQuery knows of the dataset and the table':
    'Odczytano, co BigQuery wie o zbiorze danych i tabeli',
  'The table is there': 'Tabela jest',
  'The table is there, {count} rows': 'Tabela jest, wierszy: {count}',
  'The dataset has no table yet': 'Zbiór danych nie ma jeszcze tabeli',
  'There is no dataset of this name yet': 'Nie ma jeszcze zbioru danych o tej nazwie',
  'Press Ask now: both are made if missing': 'Naciśnij „Zapytaj teraz”: brakujące powstaną',
  'BigQuery can be written': 'Do BigQuery można zapisywać',
  'Loaded nothing into the table, as orders are loaded':
    'Wczytano do tabeli puste zadanie, tak jak wczytuje się zamówienia',
  'There is no table yet': 'Nie ma jeszcze tabeli',
  'BigQuery took the load job': 'BigQuery przyjęło zadanie wczytywania',
  'How rows are sent': 'Jak wysyłane są wiersze',
  'Read the settings': 'Odczytano ustawienia',
  'By load jobs: free, each row counted once': 'Zadaniami wczytywania: bez opłat, każdy wiersz liczony raz',
  'Streamed: this costs, and is refused without billing':
    'Strumieniem: to kosztuje, a bez rozliczeń jest odrzucane',
  'Choose loads, unless seconds count': 'Wybierz wczytywanie, chyba że liczą się sekundy',
  'Location of the data': 'Lokalizacja danych',
  'Compared where the dataset lies with the settings': 'Porównano, gdzie leży zbiór danych, z ustawieniami',
  'There is no dataset yet': 'Nie ma jeszcze zbioru danych',
  'How long BigQuery keeps the table': 'Jak długo BigQuery trzyma tabelę',
  'Read when BigQuery deletes the table': 'Odczytano, kiedy BigQuery usuwa tabelę',
  'It is never deleted': 'Nigdy nie jest usuwana',
  'BigQuery deletes the table in {days} d: the project has no billing':
    'BigQuery usunie tabelę (dni do usunięcia: {days}): projekt nie ma rozliczeń',
  'Connect a billing account to the Google Cloud project and press Ask now: then they stay; loads stay free':
    'Podłącz konto rozliczeniowe do projektu Google Cloud i naciśnij „Zapytaj teraz”: wtedy wiersze zostaną; wczytywanie pozostaje bezpłatne',
  'Connect a billing account to the Google Cloud project and remove the expiry of the table; loads stay free':
    'Podłącz konto rozliczeniowe do projektu Google Cloud i usuń termin wygaśnięcia tabeli; wczytywanie pozostaje bezpłatne',
  'API key of ManyChat': 'Klucz API ManyChat',
  'Asked Telegram which bot the token is for': 'Zapytano Telegram, którego bota dotyczy token',
  'The bot @{name}': 'Bot @{name}',
  'Asked ManyChat which page the key is for': 'Zapytano ManyChat, której strony dotyczy klucz',
  'Enter the API key: without it nobody is told': 'Wpisz klucz API: bez niego nikt nie dostaje powiadomień',
  'The page {name}': 'Strona {name}',
  'The page {name} is not on a Pro plan': 'Strona {name} nie ma planu Pro',
  'Its API needs one: upgrade it in ManyChat': 'Jej API go wymaga: zmień plan w ManyChat',
  'ManyChat did not take the API key': 'ManyChat nie przyjął klucza API',
  'Managers who are told': 'Menedżerowie, którzy dostają powiadomienia',
  'Counted the managers in the settings': 'Policzono menedżerów w ustawieniach',
  '{count} are told of new orders': 'O nowych zamówieniach dowiaduje się osób: {count}',
  'Nobody is told of new orders': 'O nowych zamówieniach nikt się nie dowiaduje',
  'Add a manager with the subscriber id': 'Dodaj menedżera z id subskrybenta',
  'Permission to send e-mail': 'Zgoda na wysyłanie e-maili',
  'Renewed the consent to send and read what it allows':
    'Odnowiono zgodę na wysyłanie i odczytano, na co pozwala',
  'Notices may be sent by e-mail': 'Powiadomienia można wysyłać e-mailem',
  'The consent does not allow sending e-mail': 'Zgoda nie pozwala wysyłać e-maili',
  'E-mail of a manager': 'E-mail menedżera',
  'Looked whether {name} can be told by e-mail': 'Sprawdzono, czy można powiadomić e-mailem: {name}',
  'Can be told at {email}': 'Można powiadomić pod {email}',
  'Gmail may not send e-mail: only Messenger is left':
    'Gmail nie może wysyłać e-maili: zostaje tylko Messenger',
  'Gmail may not send e-mail, and there is no other way':
    'Gmail nie może wysyłać e-maili, a innej drogi nie ma',
  'Key of the bot': 'Klucz bota',
  'Looked whether the bot’s requests can be told from others':
    'Sprawdzono, czy żądania bota da się odróżnić od innych',
  'A key is set': 'Klucz jest ustawiony',
  'The bot has no key, so its requests are refused': 'Bot nie ma klucza, więc jego żądania są odrzucane',
  'Make a key and put it into the steps in ManyChat': 'Utwórz klucz i wstaw go do kroków w ManyChat',
  'Messenger of a manager': 'Messenger menedżera',
  'Asked ManyChat for the contact of {name}': 'Zapytano ManyChat o kontakt: {name}',
  'ManyChat does not say when the manager last wrote': 'ManyChat nie mówi, kiedy menedżer ostatnio pisał',
  'It is tried all the same; a word to the page makes it sure':
    'Próba i tak się odbędzie; słowo do strony daje pewność',
  'Can be told; last wrote {hours} h ago': 'Można powiadomić; ostatnia wiadomość {hours} godz. temu',
  'Clock of this computer': 'Zegar tego komputera',
  'Compared it with the clock of {service}': 'Porównano go z zegarem serwisu: {service}',
  'It could not be reached: {why}': 'Nie udało się połączyć: {why}',
  'The server did not say what time it is': 'Serwer nie podał, która jest godzina',
  '{seconds} s apart': 'Różnica {seconds} s',
  'It is {seconds} s ahead': 'Spieszy o {seconds} s',
  'It is {seconds} s behind': 'Spóźnia się o {seconds} s',
  'Set the clock of this computer by the internet, in its settings of date and time':
    'Ustaw zegar tego komputera przez internet, w jego ustawieniach daty i godziny',
  'Disk space': 'Miejsce na dysku',
  'Asked how much is free where the ledger lies': 'Zapytano, ile miejsca jest tam, gdzie leży rejestr',
  '{count} MB free': 'Wolne: {count} MB',
  'Free some space: without it no order can be written down':
    'Zwolnij miejsce: bez niego nie da się zapisać żadnego zamówienia',
  'Ledger on this computer': 'Rejestr na tym komputerze',
  'Looked through its small tables and its newest entries': 'Przejrzano jego małe tabele i najnowsze wpisy',
  'There is no ledger here yet': 'Nie ma tu jeszcze rejestru',
  'Sound, as far as was looked': 'W porządku, na ile sprawdzono',
  'Close Orderbell and start it again: it repairs its ledger. Where it is damaged again, have this computer looked at: its disk or memory may be failing; and let another one receive the orders meanwhile':
    'Zamknij Orderbell i uruchom go ponownie: naprawi swój rejestr. Jeśli rejestr znowu się uszkodzi, oddaj ten komputer do sprawdzenia: być może psuje się jego dysk albo pamięć; a zamówienia niech w tym czasie przyjmuje inny',
  'Close Orderbell and start it again; where that does not help, report it':
    'Zamknij Orderbell i uruchom go ponownie; jeśli to nie pomoże, zgłoś to',
  'Copy of the ledger': 'Kopia rejestru',
  'Looked when the last sound copy was made': 'Sprawdzono, kiedy powstała ostatnia dobra kopia',
  'None yet: the first is made some minutes after the start':
    'Jeszcze jej nie ma: pierwsza powstaje kilka minut po uruchomieniu',
  'Made {minutes} min ago': 'Zrobiona {minutes} min temu',
  'There is not enough room on the disk for a copy of the ledger':
    'Na dysku jest za mało miejsca na kopię rejestru',
  'Free some space where the ledger lies: from the copy it is repaired when its file breaks':
    'Zwolnij miejsce tam, gdzie leży rejestr: z kopii jest naprawiany, gdy plik się zepsuje',
  'Going through the ledger took too long': 'Przeglądanie rejestru trwało za długo',
  'Repairs of the ledger': 'Naprawy rejestru',
  'Looked back whether the ledger was damaged': 'Sprawdzono, czy rejestr bywał uszkodzony',
  'It was sound each time it was looked at': 'Przy każdym sprawdzeniu był w porządku',
  'It was damaged and made again without a copy': 'Był uszkodzony i odtworzono go bez kopii',
  'It was damaged and made again from a copy that was {minutes} min old':
    'Był uszkodzony i odtworzono go z kopii sprzed {minutes} min',
  '{from}; {orders} more orders were read out of the broken file':
    '{from}; z uszkodzonego pliku odczytano jeszcze zamówień: {orders}',
  '{read}; not all of it could be read, look through the latest orders':
    '{read}; nie wszystko dało się odczytać, przejrzyj ostatnie zamówienia',
  '{found}; of {count} messages nobody knows whether they went out':
    '{found}; wiadomości, o których nie wiadomo, czy wyszły: {count}',
  'A broken file was put aside': 'Uszkodzony plik odłożono',
  '{words}; no broken file is kept': '{words}; uszkodzonych plików już nie ma',
  'Broken files lie in {folder}: {files}; remove them once you miss nothing, they hold customers’ data':
    'Uszkodzone pliki leżą w folderze {folder}: {files}; usuń je, gdy niczego nie brakuje, są w nich dane klientów',
  'The ledger was damaged: nobody knows whether this was done. Look before you try again':
    'Rejestr był uszkodzony: nie wiadomo, czy to zrobiono. Sprawdź, zanim spróbujesz ponownie',
  'Entries of the other computers': 'Wpisy innych komputerów',
  'Counted those that this Orderbell cannot read': 'Policzono te, których ten Orderbell nie umie odczytać',
  'None is set aside': 'Żaden nie jest odłożony',
  '{count} are set aside: a newer Orderbell wrote them': 'Odłożonych: {count}; zapisał je nowszy Orderbell',
  'Install the newest Orderbell here: it reads them at its first start. They are kept, and no backup is needed':
    'Zainstaluj tu najnowszy Orderbell: odczyta je przy pierwszym uruchomieniu. Są zachowane, kopia zapasowa nie jest potrzebna',
};
