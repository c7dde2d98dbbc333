import type { Message } from '../corpus.ts';

/** Polish. */
export const polish: readonly Message[] = [
  {
    text: 'Dzień dobry, poproszę bukiet róż na jutro po 15, ul. Marszałkowska 10/12, Warszawa. Katarzyna Nowak 601 234 567',
    country: 'PL',
    says: {
      name: 'Katarzyna Nowak',
      phone: '+48601234567',
      city: 'Warszawa',
      street: 'ul. Marszałkowska',
      house: '10/12',
      date: '2026-11-25',
      from: '15:00',
      items: ['1 bukiet róż'],
    },
  },
  {
    text: 'nazywam się Piotr Kowalski, tel. +48 512 345 678, paczkomat WAW123M, w sobotę',
    says: { name: 'Piotr Kowalski', phone: '+48512345678', locker: 'WAW123M', date: '2026-11-28' },
  },
  {
    text: 'Odbiorca: Anna Wiśniewska 502 111 222, zamawiający Tomasz 503 333 444, pojutrze od 10 do 12, Kraków ul. Długa 5 m. 7',
    country: 'PL',
    says: {
      name: 'Tomasz',
      phone: '+48503333444',
      recipientName: 'Anna Wiśniewska',
      recipientPhone: '+48502111222',
      city: 'Kraków',
      street: 'ul. Długa',
      house: '5',
      flat: '7',
      date: '2026-11-26',
      from: '10:00',
      to: '12:00',
    },
  },
  {
    text: 'cześć, dwa bukiety tulipanów w piątek do 12, 00-950 Warszawa, aleja Róż 3, Zofia 48 600 100 200',
    country: 'PL',
    says: {
      name: 'Zofia',
      phone: '+48600100200',
      city: 'Warszawa',
      street: 'aleja Róż',
      house: '3',
      date: '2026-11-27',
      to: '12:00',
      items: ['2 bukiety tulipanów'],
    },
  },
  {
    text: 'jutro o 14 możecie? Gdańsk, ul. Piwna 8, klatka 2, piętro 3. Magda, magda@kwiaty.example, 505-606-707',
    country: 'PL',
    says: {
      name: 'Magda',
      phone: '+48505606707',
      email: 'magda@kwiaty.example',
      city: 'Gdańsk',
      street: 'ul. Piwna',
      house: '8',
      entrance: '2',
      floor: '3',
      date: '2026-11-25',
      from: '14:00',
      to: '14:00',
    },
  },
  {
    text: 'wtorek 1 grudnia wieczorem, 3 szt świeca lawendowa, Wrocław. Jan Zieliński 6 0 1 2 2 3 3 4 4',
    country: 'PL',
    says: {
      name: 'Jan Zieliński',
      phone: '+48601223344',
      city: 'Wrocław',
      date: '2026-12-01',
      from: '17:00',
      to: '21:00',
      items: ['3 świeca lawendowa'],
    },
  },
];
