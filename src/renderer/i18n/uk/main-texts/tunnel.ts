import type { Said } from '../../catalog.ts';

/** Messages about the public address. */
export const tunnel: Said = {
  'Without a public address orders still come, within two minutes.':
    'Без публічної адреси замовлення теж надходять, за дві хвилини.',
  'ngrok has lost its connection': 'ngrok втратив з’єднання',
  '{used} of {most} on the free plan': '{used} із {most} безкоштовного тарифу',
  'The requests of ngrok’s free plan are used up for this month':
    'Запити безкоштовного тарифу ngrok на цей місяць вичерпано',
  '{part} % of the requests of ngrok’s free plan are used this month':
    'Цього місяця використано {part}% запитів безкоштовного тарифу ngrok',
  'Take a paid plan of ngrok or an address of your own. Without one orders still come, within two minutes, but the chat-bot and the buttons in Messenger stop.':
    'Візьміть платний тариф ngrok або власну адресу. Без неї замовлення теж надходять, за дві хвилини, але чат-бот і кнопки в Messenger зупиняться.',
  'ngrok opened no address': 'ngrok не відкрив адреси',
  'ngrok cannot run on this computer: a part of the system is missing':
    'ngrok не може працювати на цьому комп’ютері: бракує частини системи',
  'On Windows install Microsoft’s Visual C++ Redistributable, then start Orderbell again.':
    'У Windows встановіть Microsoft Visual C++ Redistributable, потім запустіть Orderbell знову.',
  'The public address leads to another computer': 'Публічна адреса веде на інший комп’ютер',
  'The public address does not lead to this computer ({why})':
    'Публічна адреса не веде на цей комп’ютер ({why})',
  '{address}/healthz answered {status}': '{address}/healthz: відповідь {status}',
  'Stop Orderbell on the other computer or give this one an address of its own, then press Check.':
    'Зупиніть Orderbell на іншому комп’ютері або дайте цьому власну адресу й натисніть «Перевірити».',
  'Another computer uses this address. Stop Orderbell there, or take another domain.':
    'Цю адресу використовує інший комп’ютер. Зупиніть Orderbell там або візьміть інший домен.',
  'Too many programs use this account of ngrok at once. Stop one of them, or take an account for this computer alone.':
    'Цим обліковим записом ngrok користується забагато програм одночасно. Зупиніть одну з них або візьміть окремий запис для цього комп’ютера.',
  'Copy the authtoken again from the ngrok dashboard.': 'Скопіюйте authtoken з ngrok ще раз.',
  'Check the internet connection and the address, then press Check.':
    'Перевірте інтернет і адресу та натисніть «Перевірити».',
};
