import type { Said } from '../../catalog.ts';

/** Messages about updates and the start of the app. */
export const updates: Said = {
  'No newer version is here': 'Новішої версії тут немає',
  'A form with unsaved work is open': 'Відкрито форму з незбереженим',
  'Save it or throw it away, then restart': 'Збережіть або викиньте її, тоді перезапустіть',
  'Only an installed Orderbell starts by itself': 'Сам запускається лише встановлений Orderbell',
  'The newer version is not signed by the maker of this one; it was thrown away':
    'Новіша версія підписана не тим, хто зробив цю; її викинуто',
  'Tell whoever looks after Orderbell, and go on with this version':
    'Скажіть тому, хто опікується Orderbell, і працюйте далі з цією версією',
  'The newer version came damaged; it was thrown away': 'Новіша версія надійшла пошкодженою; її викинуто',
  'Look again later': 'Пошукайте ще раз пізніше',
  'No newer version is published where this one looks': 'Там, де шукає ця версія, новішої не опубліковано',
  'Look again later: a release may be on its way': 'Пошукайте ще раз пізніше: випуск може бути в дорозі',
  'It could not be asked whether there is a newer version': 'Не вдалося дізнатися, чи є новіша версія',
  'See whether this computer is online, then look again':
    'Перевірте, чи комп’ютер у мережі, і пошукайте ще раз',
  'The newer version would start without the folder or the port that this one was started with':
    'Нова версія запустилася б без теки або порту, з якими запущено цю',
  'Quit Orderbell, which puts the newer version in its place, and start it again as before':
    'Закрийте Orderbell — нова версія стане на його місце — і запустіть його знову так само',
  'Orderbell lies where nothing can be written, so a newer version cannot take its place':
    'Orderbell лежить там, куди не можна записувати, тож новіша версія не може стати на його місце',
  'Move the AppImage to a folder of your own, and start it from there':
    'Перемістіть AppImage у власну теку й запустіть звідти',
  'Move Orderbell to the Applications folder, and start it from there':
    'Перемістіть Orderbell у теку «Програми» й запустіть звідти',
};
