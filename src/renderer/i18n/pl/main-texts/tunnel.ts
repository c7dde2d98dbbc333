import type { Said } from '../../catalog.ts';

/** Messages about the public address. */
export const tunnel: Said = {
  'Without a public address orders still come, within two minutes.':
    'Bez adresu publicznego zamówienia i tak przychodzą, w ciągu dwóch minut.',
  'ngrok has lost its connection': 'ngrok stracił połączenie',
  '{used} of {most} on the free plan': '{used} z {most} w darmowym planie',
  'The requests of ngrok’s free plan are used up for this month':
    'Żądania darmowego planu ngrok są w tym miesiącu wyczerpane',
  '{part} % of the requests of ngrok’s free plan are used this month':
    'W tym miesiącu zużyto {part}% żądań darmowego planu ngrok',
  'Take a paid plan of ngrok or an address of your own. Without one orders still come, within two minutes, but the chat-bot and the buttons in Messenger stop.':
    'Wykup płatny plan ngrok albo użyj własnego adresu. Bez niego zamówienia i tak przychodzą, w ciągu dwóch minut, ale chatbot i przyciski w Messengerze staną.',
  'ngrok opened no address': 'ngrok nie otworzył adresu',
  'ngrok cannot run on this computer: a part of the system is missing':
    'ngrok nie może działać na tym komputerze: brakuje części systemu',
  'On Windows install Microsoft’s Visual C++ Redistributable, then start Orderbell again.':
    'W systemie Windows zainstaluj Microsoft Visual C++ Redistributable, potem uruchom Orderbell ponownie.',
  'The public address leads to another computer': 'Adres publiczny prowadzi do innego komputera',
  'The public address does not lead to this computer ({why})':
    'Adres publiczny nie prowadzi do tego komputera ({why})',
  '{address}/healthz answered {status}': '{address}/healthz odpowiada {status}',
  'Stop Orderbell on the other computer or give this one an address of its own, then press Check.':
    'Zatrzymaj Orderbell na drugim komputerze albo daj temu własny adres, a potem naciśnij „Sprawdź”.',
  'Another computer uses this address. Stop Orderbell there, or take another domain.':
    'Tego adresu używa inny komputer. Zatrzymaj tam Orderbell albo weź inną domenę.',
  'Too many programs use this account of ngrok at once. Stop one of them, or take an account for this computer alone.':
    'Z tego konta ngrok korzysta naraz zbyt wiele programów. Zatrzymaj jeden z nich albo załóż osobne konto dla tego komputera.',
  'Copy the authtoken again from the ngrok dashboard.': 'Skopiuj authtoken ponownie z panelu ngrok.',
  'Check the internet connection and the address, then press Check.':
    'Sprawdź internet i adres, a potem naciśnij „Sprawdź”.',
};
