import type { Said } from '../../catalog.ts';

/** Messages about printing tickets. */
export const tickets: Said = {
  'Orderbell was closed while the ticket was being printed': 'Orderbell закрили під час друку чека',
  'The page was closed while the ticket was being printed': 'Сторінку закрили під час друку чека',
  'Nobody has printed this ticket': 'Цього чека ніхто не друкував',
  'Seen by {name}': 'підтверджує {name}',
  '{name} says that it did not come out': '{name}: чек не вийшов із принтера',
  'The printer did not take the ticket: {reason}': 'Принтер не прийняв чек: {reason}',
  'Choose a printer in the settings': 'Виберіть принтер у налаштуваннях',
  'See whether the printer is on and has paper': 'Перевірте, чи ввімкнено принтер і чи є папір',
  'The system has not said whether the ticket was printed': 'Система не сказала, чи надруковано чек',
  'The ticket could not be laid out: {reason}': 'Не вдалося зверстати чек: {reason}',
  'the page took too long': 'сторінка готувалася надто довго',
  'the page was not loaded': 'сторінка не завантажилася',
  'Orderbell was quit': 'Orderbell закрили',
  'This computer has no printer': 'Цей комп’ютер не має принтера',
  'Add one in the settings of the system': 'Додайте його в налаштуваннях системи',
  'There is no printer {name} any more': 'Принтера {name} більше немає',
};
