import type { Said } from '../../catalog.ts';

/** Errors of values on the setup page. The window shows them beside the field, without its name. */
export const settings: Said = {
  'ORDERBELL_{name}: {cause}; {fix}': 'ORDERBELL_{name}: {cause}; {fix}',
  'ORDERBELL_{name} is set in the environment, which wins':
    'ORDERBELL_{name} jest ustawione w środowisku, które ma pierwszeństwo',
  'Change it there and start Orderbell again': 'Zmień to tam i uruchom Orderbell ponownie',
  'A secret of it is not kept on this computer any more': 'Jego sekretu nie ma już na tym komputerze',
  'Type it again': 'Wpisz go ponownie',
  'The key file of the service account cannot be read any more':
    'Pliku klucza konta usługi nie da się już odczytać',
  'Put it back where it was, or give the path of another one':
    'Przywróć go na miejsce albo podaj ścieżkę do innego',
  'What was typed for it cannot be used any more': 'To, co wpisano, już się nie nadaje',
  'Look through its fields and save again': 'Przejrzyj pola i zapisz ponownie',
  'An account of your own is connected': 'Podłączone jest Twoje własne konto',
  'Start Orderbell with --sample-shop to see the sample shop beside it':
    'Uruchom Orderbell z --sample-shop, by zobaczyć obok sklep próbny',
  'The keychain of this computer cannot open what was kept':
    'Pęk kluczy tego komputera nie może otworzyć tego, co zachowano',
  'Unlock the keychain and start Orderbell again, or type the secrets anew':
    'Odblokuj pęk kluczy i uruchom Orderbell ponownie albo wpisz hasła na nowo',
  'This computer has no keychain, so secrets cannot be kept':
    'Ten komputer nie ma pęku kluczy, więc haseł nie ma gdzie zachować',
  'Install and unlock a keyring (GNOME Keyring or KWallet), then start Orderbell again':
    'Zainstaluj i odblokuj pęk kluczy (GNOME Keyring lub KWallet), a potem uruchom Orderbell ponownie',
  '{file} cannot be read or is damaged': 'Pliku {file} nie da się odczytać lub jest uszkodzony',
  'Restore it from a backup, or move it away and connect the accounts again':
    'Przywróć go z kopii zapasowej albo odsuń na bok i podłącz konta ponownie',
  'missing although {name} is set': 'brakuje, choć {name} jest ustawione',
  'set it too': 'ustaw także to',
  'use http://127.0.0.1:PORT or leave it out': 'użyj http://127.0.0.1:PORT albo pomiń',
  'set it to NAME.myshopify.com': 'ustaw na NAZWA.myshopify.com',
  '"{shop}" is not a shop domain': '„{shop}” to nie jest domena sklepu',
  'use NAME.myshopify.com, without https://': 'użyj NAZWA.myshopify.com, bez https://',
  'set it, or set ORDERBELL_SHOPIFY_ACCESS_TOKEN of an old custom app':
    'ustaw to albo ustaw ORDERBELL_SHOPIFY_ACCESS_TOKEN starej aplikacji własnej',
  '"{seconds}" is not a number of seconds from 1 to 9999':
    '„{seconds}” to nie jest liczba sekund od 1 do 9999',
  'use 30': 'użyj 30',
  '"{mode}" is not a mode': '„{mode}” to nie jest tryb',
  'use load or stream': 'użyj load albo stream',
  '"{choice}" is not a choice': '„{choice}” to nieznana wartość',
  'use on or off': 'wpisz on albo off',
  '"{address}" is not on this computer': '„{address}” nie jest na tym komputerze',
  'use 127.0.0.1:PORT': 'wpisz 127.0.0.1:PORT',
  '"{dataset}" is not a dataset name': '„{dataset}” to nie jest nazwa zbioru danych',
  'use letters, digits and _ only': 'używaj tylko liter, cyfr i _',
  'give the path of the service account key': 'podaj ścieżkę klucza konta usługi',
  'there is no file at "{path}"': 'pod ścieżką „{path}” nie ma pliku',
  'give the path of the key that was downloaded, with the name of the file at its end':
    'podaj ścieżkę pobranego klucza, z nazwą pliku na końcu',
  '"{path}" is not a readable service account key': '„{path}” to nie jest czytelny klucz konta usługi',
  'download the key again as JSON': 'pobierz klucz ponownie jako JSON',
  '"{line}" is not Name:subscriberId:e-mail:Telegram':
    '„{line}” nie ma postaci Imię:idSubskrybenta:e-mail:Telegram',
  'This is not the token of a bot': 'To nie jest token bota',
  'copy it from @BotFather in Telegram': 'skopiuj go od @BotFather w Telegramie',
  'write Anna:1234567890,Taras:2345678901:taras@example.com,Olena::olena@example.com,Ivan:::123456789':
    'wpisz Anna:1234567890,Taras:2345678901:taras@example.com,Olena::olena@example.com,Ivan:::123456789',
  '"{name}" is there twice': '„{name}” jest tam dwa razy',
  'give each manager another name': 'daj każdemu menedżerowi inne imię',
  '"{one}" and "{other}" have one subscriber id': '„{one}” i „{other}” mają to samo id subskrybenta',
  'give each manager the id of his own contact, or an e-mail alone':
    'daj każdemu menedżerowi id jego własnego kontaktu albo sam e-mail',
  '"{address}" is not an address': '„{address}” to nie jest adres',
  'use https://your-domain': 'użyj https://twoja-domena',
  '"{kind}" is not a tunnel': '„{kind}” to nie jest tunel',
  'use none, ngrok or url': 'użyj none, ngrok albo url',
};
