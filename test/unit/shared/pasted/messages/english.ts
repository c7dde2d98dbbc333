import type { Message } from '../corpus.ts';

/** English. */
export const english: readonly Message[] = [
  {
    text: 'Hi! Can I get 2 bouquets of peonies tomorrow by noon? My name is Lina Bergström, +46 70 123 45 67. Kyiv, 14 Patorzhynskoho St, apt 3',
    says: {
      name: 'Lina Bergström',
      phone: '+46701234567',
      city: 'Kyiv',
      street: 'Patorzhynskoho St',
      house: '14',
      flat: '3',
      date: '2026-11-25',
      to: '12:00',
      items: ['2 bouquets'],
    },
  },
  {
    text: 'Hello, please deliver on Friday between 2 and 4 pm to 59 Zhylianska St, apt 210. Oleksandra Hrytsenko, 0500009911',
    says: {
      name: 'Oleksandra Hrytsenko',
      phone: '+380500009911',
      street: 'Zhylianska St',
      house: '59',
      flat: '210',
      date: '2026-11-27',
      from: '14:00',
      to: '16:00',
    },
  },
  {
    text: 'Recipient: Mark Stone, her phone 067 765 43 21\nfrom me: James Cole, my phone +44 7700 900123\nNov 28 after 6pm',
    says: {
      name: 'James Cole',
      phone: '+447700900123',
      recipientName: 'Mark Stone',
      recipientPhone: '+380677654321',
      date: '2026-11-28',
      from: '18:00',
    },
  },
  {
    text: 'today 5pm ok? john.smith@mail.example',
    says: { email: 'john.smith@mail.example', date: '2026-11-24', from: '17:00', to: '17:00' },
  },
  {
    text: "it's Emma, ring twice the bell is quiet 🙂 Lviv, Rynok Square 5, floor 2, 0638887766",
    says: {
      name: 'Emma',
      phone: '+380638887766',
      city: 'Lviv',
      street: 'Rynok Square',
      house: '5',
      floor: '2',
      note: 'ring twice the bell is quiet',
    },
  },
  {
    text: 'I need one cheesecake for next Saturday 10:00. Anna Kovalenko 0671010101',
    says: {
      name: 'Anna Kovalenko',
      phone: '+380671010101',
      date: '2026-12-05',
      from: '10:00',
      to: '10:00',
      items: ['1 cheesecake'],
    },
  },
  {
    text: 'nova poshta branch 8, Ternopil, Taras Hnatyuk, 0985551122',
    says: { name: 'Taras Hnatyuk', phone: '+380985551122', city: 'Ternopil', branch: '8' },
  },
  {
    text: '25th of December, before 12:00 please. Postomat 1209 Kyiv. Nick 0661230045',
    says: {
      name: 'Nick',
      phone: '+380661230045',
      city: 'Kyiv',
      locker: '1209',
      date: '2026-12-25',
      to: '12:00',
    },
  },
  {
    text: 'write on the card: Happy birthday Maks! From all of us',
    says: { note: 'Happy birthday Maks' },
  },
  {
    text: 'Seen\nYou sent\nhow many?\nMike Ross 14:02\n3 x lavender candle\nMike Ross 14:03\n050 404 50 60',
    says: { name: 'Mike Ross', phone: '+380504045060', items: ['3 lavender candle'] },
  },
];
