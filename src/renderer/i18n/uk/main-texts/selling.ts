import type { Said } from '../../catalog.ts';

/** Messages about payment links and their draft orders. */
export const selling: Said = {
  'No Shopify shop is connected': 'Крамницю Shopify не підключено',
  'Connect Shopify on the setup page': 'Підключіть Shopify на сторінці «Підключення»',
  'Shopify did not answer': 'Shopify не відповів',
  'Shopify has no terms to pay the rest of a deposit later':
    'У Shopify немає умов, за якими решту після завдатку можна сплатити пізніше',
  'Ask for the whole amount': 'Попросіть сплатити всю суму',
  'The draft order was deleted in Shopify': 'Рахунок видалено в Shopify',
  '{name} has the earlier content and is already an order':
    '{name} має попередній зміст і вже став замовленням',
  'Start a new form for what has changed': 'Для змін почніть нову форму',
  '{name} cannot be deleted in Shopify': '{name} не вдається видалити в Shopify',
  'Delete it there by hand': 'Видаліть його там вручну',
  '{name} was paid before it could be replaced': '{name} оплачено раніше, ніж його встигли замінити',
  '{name} is not deleted yet': '{name} ще не видалено',
  '{made} was made of this form before it was changed':
    'З цієї форми вже створено: {made}. Відтоді форму змінено',
  'Send it once more: what stands here now is made besides':
    'Надішліть ще раз: те, що зараз у формі, буде створено окремо',
  '{name} was changed at another computer or deleted in Shopify meanwhile':
    '{name} тим часом змінено на іншому комп’ютері або видалено в Shopify',
  'Look among the drafts in Shopify for what has taken its place before you send this again':
    'Перш ніж надсилати ще раз, пошукайте серед чернеток у Shopify те, що його замінило',
  '{name} was paid meanwhile': '{name} тим часом оплачено',
  'A copy of {name} that was made in Shopify was sold: {name} itself is still open there, and its link works. Delete it in Shopify if nobody is to pay it':
    'Продано копію {name}, зроблену в Shopify: сам {name} там досі відкритий, і його посилання діє. Видаліть його в Shopify, якщо платити за ним не треба',
  '{name} was paid instead': 'натомість оплачено {name}',
  '{name} was made in {shop}; {connected} is connected now':
    '{name} створено в {shop}, а зараз підключено {connected}',
  'Connect that shop again, or look for it in its Shopify':
    'Підключіть ту крамницю знову або пошукайте його в її Shopify',
  '{name} has become an order meanwhile': '{name} тим часом став замовленням',
  '{name} has changed {draft} meanwhile: it is {title} now':
    '{draft} тим часом змінено: {name}, тепер це {title}',
  'Open that draft order and change it': 'Відкрийте той рахунок і змініть його',
  'The link of {name} can not be paid now': 'Посилання {name} зараз оплатити не можна',
  '{name} is being deleted in Shopify': '{name} саме видаляється в Shopify',
  'The link is being sent just now': 'Посилання саме надсилається',
  'Nobody knows whether the message before arrived': 'Невідомо, чи дійшло попереднє повідомлення',
  'Look into its timeline in Shopify, then mark it as sent or send it again':
    'Загляньте в його історію в Shopify, тоді позначте його надісланим або надішліть ще раз',
  'Look into the chat, then mark it as sent or send it again':
    'Загляньте в чат, тоді позначте його надісланим або надішліть ще раз',
  '{name} was changed in Shopify: it costs another sum now': '{name} змінено в Shopify: тепер сума інша',
  'Look at the text again, then send it': 'Перегляньте текст ще раз, тоді надішліть',
  'This link was sent a short while ago': 'Це посилання щойно надсилали',
  'A reminder can go out three hours after it': 'Нагадати можна через три години після цього',
  'Nobody in Messenger is known for this draft order': 'Для цього рахунка не вказано людину в Messenger',
  'Connect ManyChat on the setup page': 'Підключіть ManyChat на сторінці «Підключення»',
  'Messenger window closed: the customer last wrote over 24 hours ago':
    'Вікно Messenger закрито: клієнт востаннє писав понад 24 години тому',
  'Write in the live chat yourself, or send the link by e-mail':
    'Напишіть у чаті самі або надішліть посилання листом',
  'Shopify says that no mail was sent': 'За словами Shopify, листа не надіслано',
  'Shopify is not connected': 'Shopify не підключено',
  '{topic} is of no draft order of this desk': '{topic}: не з рахунків цього комп’ютера',
};
