import type { Said } from '../../catalog.ts';

/** Messages about updates and the start of the app. */
export const updates: Said = {
  'No newer version is here': 'Nie ma tu nowszej wersji',
  'A form with unsaved work is open': 'Otwarty jest formularz z niezapisaną pracą',
  'Save it or throw it away, then restart': 'Zapisz go albo wyrzuć, potem uruchom ponownie',
  'Only an installed Orderbell starts by itself': 'Sam uruchamia się tylko zainstalowany Orderbell',
  'The newer version is not signed by the maker of this one; it was thrown away':
    'Nowsza wersja nie jest podpisana przez twórcę tej; została wyrzucona',
  'Tell whoever looks after Orderbell, and go on with this version':
    'Powiedz o tym temu, kto opiekuje się aplikacją Orderbell, i pracuj dalej w tej wersji',
  'The newer version came damaged; it was thrown away':
    'Nowsza wersja przyszła uszkodzona; została wyrzucona',
  'Look again later': 'Poszukaj ponownie później',
  'No newer version is published where this one looks':
    'Tam, gdzie szuka ta wersja, nie opublikowano nowszej',
  'Look again later: a release may be on its way': 'Poszukaj ponownie później: wydanie może być w drodze',
  'It could not be asked whether there is a newer version': 'Nie udało się zapytać, czy jest nowsza wersja',
  'See whether this computer is online, then look again':
    'Sprawdź, czy komputer jest w sieci, i poszukaj ponownie',
  'The newer version would start without the folder or the port that this one was started with':
    'Nowa wersja uruchomiłaby się bez folderu lub portu, z którymi uruchomiono tę',
  'Quit Orderbell, which puts the newer version in its place, and start it again as before':
    'Zamknij Orderbell – nowa wersja zajmie jego miejsce – i uruchom go ponownie tak samo',
  'Orderbell lies where nothing can be written, so a newer version cannot take its place':
    'Orderbell leży tam, gdzie nie można zapisywać, więc nowsza wersja nie może zająć jego miejsca',
  'Move the AppImage to a folder of your own, and start it from there':
    'Przenieś AppImage do własnego folderu i uruchom go stamtąd',
  'Move Orderbell to the Applications folder, and start it from there':
    'Przenieś Orderbell do folderu Aplikacje i uruchom go stamtąd',
};
