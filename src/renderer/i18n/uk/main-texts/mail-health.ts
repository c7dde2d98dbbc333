import type { Said } from '../../catalog.ts';

/** Anomalies in the mails of a delivery service. */
export const mailHealth: Said = {
  '{name}: {share} % of the mails of this week were read without a warning, {before} % in the four weeks before':
    '{name}: цього тижня без попереджень прочитано {share}% листів, а за чотири тижні до того — {before}%',
  'No order from {name} for {hours} h; in the same hours of the weeks before at least {usual} came':
    'Від {name} немає замовлень уже {hours} год; у ті самі години попередніх тижнів їх було щонайменше {usual}',
  'Nobody has written to the chat-bot for {hours} h; in the same hours of the weeks before at least {usual} did':
    'До чат-бота ніхто не пише вже {hours} год; у ті самі години попередніх тижнів писали щонайменше {usual}',
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
};
