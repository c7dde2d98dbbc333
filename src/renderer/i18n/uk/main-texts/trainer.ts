import type { Said } from '../../catalog.ts';

/** Answers of the mail template trainer. */
export const trainer: Said = {
  'This mail is not stored here': 'Цей лист тут не збережено',
  'This mail belongs to no order': 'Цей лист не належить до жодного замовлення',
  'No recipe could be learnt from these values': 'За цими значеннями рецепт не склався',
  '{count} mails that read whole now would not any more':
    'Листів, які зараз читаються повністю, а з рецептом перестануть: {count}',
  'Look at them in the preview, then point again at what differs':
    'Перегляньте їх у порівнянні й покажіть ще раз те, що відрізняється',
  '{count} mails not tried: this computer is too busy':
    'Листів, які не вдалося перевірити, бо комп’ютер надто зайнятий: {count}',
  'Save again in a moment': 'Збережіть ще раз за хвилину',
  'Order {number} of this service is already there': 'Замовлення {number} цього сервісу вже є',
  'Open that order: this mail is a second one about it':
    'Відкрийте його: це другий лист про те саме замовлення',
  'This order was changed since its form was opened': 'Це замовлення змінено після відкриття форми',
  'Start over: the form then shows the order as it is now':
    'Почніть спочатку: форма покаже замовлення таким, яким воно є тепер',
  'The currency is missing': 'Не вказано валюту',
  'Point at the currency, or type its three letters': 'Покажіть валюту або введіть три її літери',
  'an item has no price': 'у товару немає ціни',
  'There is no recipe {family}@{version}': 'Рецепта {family}@{version} немає',
  'Another computer has taught {recipe} meanwhile': 'Інший комп’ютер уже навчено рецепта {recipe}',
  'Save again: yours becomes the next version': 'Збережіть ще раз: ваш стане наступною версією',
  'The file is not JSON': 'Файл не є JSON',
  'Choose a file that was exported as a recipe': 'Виберіть файл, збережений як рецепт',
  'The file is not a recipe: {field}: {reason}': 'Файл не є рецептом: {field}: {reason}',
  'has another form': 'має інший вигляд',
  'write the amount as 1250 or 1250.50': 'введіть суму як 1250 або 1250.50',
  'three letters, such as UAH': 'три літери, наприклад UAH',
  '{field}: what leads to it here leads to nothing in {count} other mails like this one':
    '{field}: те, що веде до значення тут, нікуди не веде в інших схожих листах ({count})',
};
