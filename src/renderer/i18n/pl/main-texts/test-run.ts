import type { Said } from '../../catalog.ts';

/** The steps of a test run. */
export const drill: Said = {
  'A fire drill of {name} is going on': 'Trwa próbny alarm ({name})',
  'Wait until it has ended; it takes two minutes at most':
    'Poczekaj, aż się skończy; trwa najwyżej dwie minuty',
  'A fire drill: there was no order': 'Próbny alarm: zamówienia nie było',
  'over this computer alone, for there is no public address':
    'tylko przez ten komputer, bo nie ma adresu publicznego',
  'through the public address': 'przez adres publiczny',
  'Look at its original among the entries, and report it':
    'Zajrzyj do jego oryginału wśród wpisów i zgłoś to',
  'Shopify webhook': 'Webhook Shopify',
  'Sent a signed delivery of a test order to the receiver':
    'Wysłano do odbiornika podpisaną dostawę zamówienia testowego',
  'No key to sign a delivery with': 'Brak klucza do podpisania dostawy',
  'The receiver answered {status}': 'Odbiornik odpowiedział {status}',
  'The receiver could not be reached: {why}': 'Odbiornik jest nieosiągalny: {why}',
  'Taken, kept and read: it came {way}': 'Przyjęta, zachowana i odczytana: przyszła {way}',
  'Order mail': 'Mail z zamówieniem',
  'Gave an order mail of nobody’s to the reader; no mailbox has it':
    'Dano czytnikowi mail z niczyim zamówieniem; nie ma go w żadnej skrzynce',
  'The reader found no order in it': 'Czytnik nie znalazł w nim zamówienia',
  'Start Orderbell again; if it lasts, report it': 'Uruchom Orderbell ponownie; jeśli to trwa, zgłoś to',
  'Kept, read and written down': 'Zachowano, odczytano i zapisano',
  'Order by hand': 'Zamówienie ręczne',
  'Wrote an order down, as its form does': 'Zapisano zamówienie, tak jak robi to jego formularz',
  'Written down': 'Zapisano',
  'Chat-bot: somebody wrote': 'Chatbot: ktoś napisał',
  'Sent the bot’s request with its key, and without a person':
    'Wysłano żądanie bota z jego kluczem i bez osoby',
  'Chat-bot: catalogue': 'Chatbot: katalog',
  'Asked for the catalogue as the bot does': 'Poproszono o katalog, tak jak robi to bot',
  'The bot has no key': 'Bot nie ma klucza',
  'Answered as ManyChat wants it': 'Odpowiedziano tak, jak chce ManyChat',
  'The answer is none that ManyChat can show': 'Odpowiedź nie jest taka, jaką ManyChat umie pokazać',
  'Pay link': 'Link do płatności',
  'Had Shopify work out a draft order; none is made there by a drill':
    'Poproszono Shopify o policzenie wersji roboczej; próbny alarm żadnej tam nie tworzy',
  'Fire drill, not for sale': 'Próbny alarm, nie na sprzedaż',
  'Worked out, {currency}; no draft order was made': 'Policzono, {currency}; wersja robocza nie powstała',
  'Look at the line of the public address above': 'Spójrz na wiersz adresu publicznego powyżej',
  'It did not come to be an order': 'Nie stało się zamówieniem',
  'It came with the number {number}': 'Przyszło z numerem {number}',
  'It came without its total': 'Przyszło bez sumy',
  'It came unmarked': 'Przyszło bez oznaczenia',
  'Waited until the test orders were loaded': 'Czekano, aż zamówienia testowe zostaną wczytane',
  'BigQuery is not connected': 'BigQuery nie jest połączone',
  'No order came that could be loaded': 'Nie przyszło zamówienie, które można by wczytać',
  '{count} are there, in the log that no view shows them from':
    'Są tam: {count}, w rejestrze, z którego nie pokazuje ich żaden widok',
  'Sent {name} one message marked as a drill': 'Wysłano jedną wiadomość oznaczoną jako próbny alarm: {name}',
  'Rang in every window that is open': 'Zadzwoniono w każdym otwartym oknie',
  'No window rang': 'Nie zadzwoniło żadne okno',
  'Open Orderbell, and click once into its page': 'Otwórz Orderbell i kliknij raz na jego stronie',
  'The bell is off in the window': 'Dzwonek w oknie jest wyłączony',
  'Turn it on under Look and sound': 'Włącz go w „Wygląd i dźwięk”',
  'A window rang': 'Okno zadzwoniło',
  'Notice of the system': 'Powiadomienie systemowe',
  'Showed one that says it is a drill': 'Pokazano powiadomienie z informacją, że to próba',
  'Given to the system; only you can tell whether it was shown':
    'Przekazano systemowi; tylko Ty możesz powiedzieć, czy było widać',
  'E-mail': 'E-mail',
  'Sent {name} one e-mail marked as a drill': 'Wysłano jeden e-mail oznaczony jako próbny alarm: {name}',
  '{name} is not told by e-mail': '{name}: bez powiadomień e-mailem',
  'Gmail took the e-mail to {name}': 'Gmail przyjął e-mail: {name}',
  '{name} is not told by Messenger': '{name}: bez powiadomień w Messengerze',
  '{name} is none of the managers who are told': '{name}: nie ma na liście powiadamianych menedżerów',
  'Choose your name below in the menu, or add it in Setup':
    'Wybierz swoje imię na dole menu albo dodaj je w Połączeniach',
  'A notice would not reach {name}: {why}': 'Powiadomienie nie dotarłoby: {name}: {why}',
  'ManyChat took the message to {name}': 'ManyChat przyjął wiadomość: {name}',
};
