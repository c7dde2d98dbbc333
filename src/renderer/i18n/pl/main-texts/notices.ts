import type { Said } from '../../catalog.ts';

/** Messages about notifications by ManyChat and Messenger. */
export const notices: Said = {
  'Every order': 'Każde zamówienie',
  'Cancelled orders': 'Anulowane zamówienia',
  'Silent sources': 'Milczące źródła',
  'Unpaid links': 'Nieopłacone linki',
  'Waiting chats': 'Czekające czaty',
  'The customer was answered': 'Klientowi odpowiedziano',
  'The order is not cancelled any more': 'Zamówienie nie jest już anulowane',
  'The link is not waited for any more': 'Na link już się nie czeka',
  'The customer was erased': 'Dane klienta usunięto',
  'The mail is not waited for any more': 'Na mail już się nie czeka',
  'The source is heard again': 'Źródło znów się odzywa',
  'It is not known yet whether the source is heard again': 'Nie wiadomo jeszcze, czy źródło znów się odzywa',
  'Messenger reaches for longer': 'Messenger dociera dłużej',
  'each way once': 'każda droga raz',
  'only one’s own shift is begun': 'zacząć można tylko własną zmianę',
  'another rule has this id': 'inna reguła ma to id',
  'With what was added meanwhile there are more than {count} rules':
    'Razem z tym, co dodano w międzyczasie, reguł jest więcej niż {count}',
  'Remove some of them, and save again.': 'Usuń kilka z nich i zapisz ponownie.',
  'not the id of a rule': 'to nie jest id reguły',
  'Line {line}, column {column}: there is no field “{name}”':
    'Wiersz {line}, kolumna {column}: nie ma pola „{name}”',
  'Line {line}, column {column}: a brace without its other half; the buttons put fields in':
    'Wiersz {line}, kolumna {column}: nawias bez pary; pola wstawiają przyciski',
  'Line {line}: the items need a line of their own': 'Wiersz {line}: produkty muszą mieć własny wiersz',
  'Line {line}: the items are listed already': 'Wiersz {line}: produkty są już wymienione',
  'ManyChat has no API key': 'ManyChat nie ma klucza API',
  'ManyChat answered without what was asked for': 'ManyChat odpowiedział bez tego, o co pytano',
  'Telegram asks for fewer requests': 'Telegram prosi o mniej żądań',
  'Telegram does not accept the bot token': 'Telegram nie przyjmuje tokena bota',
  'Copy the token again from @BotFather in Telegram': 'Skopiuj token ponownie od @BotFather w Telegramie',
  'The bot may not write to this chat ({words})': 'Bot nie może pisać na tym czacie ({words})',
  'The manager opens the bot in Telegram and presses Start':
    'Menedżer otwiera bota w Telegramie i naciska Start',
  'Telegram refused: {words}': 'Telegram odmówił: {words}',
  'Telegram is not connected': 'Telegram nie jest połączony',
  '{name} is not written to in Telegram any more': 'W Telegramie już się nie pisze: {name}',
  'ManyChat asks for fewer requests': 'ManyChat prosi o mniej żądań',
  'ManyChat does not accept the API key': 'ManyChat nie przyjmuje klucza API',
  'Copy it again from ManyChat, Settings, API': 'Skopiuj go ponownie z ManyChat, Settings, API',
  'Telegram answered {status}; the message may have been sent':
    'Telegram odpowiedział {status}; wiadomość mogła zostać wysłana',
  'ManyChat answered {status}; the message may have been sent':
    'ManyChat odpowiedział {status}; wiadomość mogła zostać wysłana',
  'Telegram answered {status}': 'Telegram odpowiedział {status}',
  'ManyChat answered {status}': 'ManyChat odpowiedział {status}',
  'ManyChat does not know this request': 'ManyChat nie zna tego żądania',
  'Messenger can not be used for this contact ({words})':
    'Messengera nie można użyć dla tego kontaktu ({words})',
  'Check in ManyChat that the contact belongs to the connected page':
    'Sprawdź w ManyChat, czy kontakt należy do połączonej strony',
  'ManyChat does not know this contact': 'ManyChat nie zna tego kontaktu',
  'Check the subscriber id among the managers': 'Sprawdź id subskrybenta wśród menedżerów',
  'This contact has blocked the page': 'Ten kontakt zablokował stronę',
  'It is unblocked in Messenger': 'Odblokowuje się ją w Messengerze',
  'ManyChat refused: {words}': 'ManyChat odmówił: {words}',
  'Messenger window closed: the last message to the page is over 24 hours old':
    'Okno Messengera jest zamknięte: ostatnia wiadomość do strony jest starsza niż 24 godziny',
  'It opens when the manager writes to the page': 'Otwiera się, gdy menedżer napisze do strony',
  'No answer from {service} ({code}); the message may have been sent':
    'Brak odpowiedzi od {service} ({code}); wiadomość mogła zostać wysłana',
  'Could not reach {service} ({code})': 'Nie udało się połączyć z {service} ({code})',
  'ManyChat is not connected': 'ManyChat nie jest połączony',
  '{name} is not written to in Messenger any more': 'W Messengerze już się nie pisze: {name}',
  '{name} is not written to by e-mail any more': 'Na e-mail już się nie pisze: {name}',
  'Not known whether it was sent: {why}. Look into the chat before sending it again':
    'Nie wiadomo, czy wysłano: {why}. Zajrzyj do czatu, zanim wyślesz ponownie',
  'Not known whether it was sent: {why}. Look into the sent mails before sending it again':
    'Nie wiadomo, czy wysłano: {why}. Zajrzyj do wysłanych maili, zanim wyślesz ponownie',
  'Not an e-mail address that can be written to': 'To nie jest adres e-mail, na który można pisać',
  'Check the e-mail among the managers': 'Sprawdź e-mail wśród menedżerów',
  '{words}; the e-mail may have been sent': '{words}; e-mail mógł zostać wysłany',
  'Google no longer accepts the consent to send e-mail':
    'Google nie przyjmuje już zgody na wysyłanie e-maili',
  'Gmail may not send e-mail': 'Gmail nie może wysyłać e-maili',
  'Let Orderbell send e-mail: Setup, Gmail': 'Pozwól Orderbell wysyłać e-maile: Połączenia, Gmail',
  'Told in one message with the {count} orders that had waited':
    'Zgłoszone w jednej wiadomości z czekającymi zamówieniami: {count}',
  'Seen in the chat by {manager}': 'Widać na czacie, potwierdza {manager}',
  'Seen among the sent mails by {manager}': 'Widać wśród wysłanych maili, potwierdza {manager}',
  'What became of the notice is known meanwhile': 'Tymczasem wiadomo, co stało się z powiadomieniem',
  'Look at what became of it': 'Zobacz, co się z nim stało',
  'The order is in quarantine': 'Zamówienie jest w kwarantannie',
  'The order was cancelled meanwhile': 'Zamówienie anulowano w międzyczasie',
  'The order was handed over meanwhile': 'Zamówienie wydano w międzyczasie',
  'The order is being worked on': 'Zamówienie jest w toku',
  '{manager} has taken the order': 'Zamówienie wzięte: {manager}',
  '1 notice of the last 24 hours did not reach {names}':
    '1 powiadomienie z ostatnich 24 godzin nie dotarło: {names}',
  '{count} notices of the last 24 hours did not reach {names}':
    'Powiadomień z ostatnich 24 godzin, które nie dotarły: {count} ({names})',
  'it was being sent as the app stopped': 'było wysyłane, gdy aplikacja się zatrzymała',
};
