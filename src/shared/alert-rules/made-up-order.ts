import type { NoticeOrder } from './notice-text.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });

/** Has a value for every template field, so that a shop without orders can preview each field. */
export const madeUpOrder: NoticeOrder = {
  needsReview: false,
  paymentStatus: 'paid',
  content: {
    number: '#1042',
    total: uah(124_000),
    deliveryFee: uah(30_000),
    paymentStatus: 'paid',
    customer: { name: 'Olena Kovalenko', phone: '+380671234567', email: 'olena@example.com' },
    recipient: { name: 'Iryna', phone: '+380501234567' },
    address: 'Київ, вул. Хорива, 12, кв. 8',
    wanted: { date: '2026-11-25', from: '10:00', to: '12:00' },
    items: [
      { title: 'Peony bouquet', quantity: 2, lineTotal: uah(90_000), options: ['pink'] },
      { title: 'Card “Happy birthday”', quantity: 1, lineTotal: uah(4_000), options: [] },
    ],
    note: 'Подзвоніть за пів години',
  },
};
