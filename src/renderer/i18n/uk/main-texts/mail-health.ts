import type { Said } from '../../catalog.ts';

/** Anomalies in the mails of a delivery service. */
export const mailHealth: Said = {
  '{count} of the last {total} mails of {name} have a block not seen before':
    'Листів із блоком, якого раніше не було: {count} з останніх {total} від {name}',
  '{count} of the last {total} mails of {name} were read without {fields}':
    '{count} з останніх {total} листів від {name} прочитано без такого: {fields}',
  '{count} of the last {total} mails of {name} do not add up; of the {before} before, {odd} did not':
    '{count} з останніх {total} листів від {name} не сходяться в сумі; з {before} попередніх не сходилися {odd}',
  '{count} of the last {total} mails of {name} were not read by its recipe':
    '{count} з останніх {total} листів від {name} прочитано не за рецептом',
  '{count} of the last {total} mails of {name} lack a block that {had} of the {before} before had':
    '{count} з останніх {total} листів від {name} не мають блока, що був у {had} з {before} попередніх',
  '{count} of the last {total} mails of {name} are like those before by {like} %, where {usual} % is usual':
    '{count} з останніх {total} листів від {name} схожі на попередні на {like}%, а зазвичай на {usual}%',
  '{count} of the last {total} mails of {name} are read with a certainty of {now} %, where {usual} % is usual':
    '{count} з останніх {total} листів від {name} прочитано з певністю {now}%, а зазвичай {usual}%',
  'No order from {name} for {silent} h of its usual hours; as a rule one comes at least every {usual} h':
    'Від {name} немає замовлень уже {silent} год його звичного часу; зазвичай вони приходять щонайменше раз на {usual} год',
  'No order from Shopify for {silent} h of its usual hours; as a rule one comes at least every {usual} h':
    'Із Shopify немає замовлень уже {silent} год його звичного часу; зазвичай вони приходять щонайменше раз на {usual} год',
  'Nobody has written to the chat-bot for {silent} h of its usual hours; as a rule somebody does at least every {usual} h':
    'До чат-бота ніхто не пише вже {silent} год його звичного часу; зазвичай хтось пише щонайменше раз на {usual} год',
  'Shopify has not answered for {count} min: only what its webhooks bring is seen':
    'Shopify не відповідає вже {count} хв: видно лише те, що приносять його вебхуки',
  'Shopify could not be asked for {count} min: {reason}':
    'Shopify не вдається спитати вже {count} хв: {reason}',
  'Gmail has not answered for {count} min: new orders by mail are not seen':
    'Gmail не відповідає вже {count} хв: нових замовлень із пошти не видно',
  'Gmail could not be read for {count} min: {reason}': 'Gmail не читається вже {count} хв: {reason}',
  'Google ends the sign-in of this mailbox in {count} h: sign in again before':
    'Google завершить вхід у цю пошту через {count} год: увійдіть ще раз до того',
  'Google ends the consent to send e-mail in {count} h: give it again before':
    'Google завершить дозвіл надсилати листи через {count} год: надайте його ще раз до того',
  'Sign in with Google again. Set the consent screen to "In production" and it will not end after 7 days.':
    'Увійдіть через Google ще раз. Виберіть для сторінки згоди «In production», і вхід не завершуватиметься за 7 днів.',
  'Warnings about mails': 'Попереджень про листи',
  'order number': 'номер замовлення',
  'customer name': 'ім’я замовника',
  phone: 'телефон',
  'recipient name': 'ім’я отримувача',
  'recipient phone': 'телефон отримувача',
  address: 'адреса',
  items: 'товари',
  subtotal: 'проміжна сума',
  'delivery fee': 'плата за доставку',
  discount: 'знижка',
  tax: 'податок',
  tip: 'чайові',
  'other fees': 'інші збори',
  total: 'разом',
  currency: 'валюта',
  note: 'коментар',
};
