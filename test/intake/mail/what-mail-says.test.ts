import { describe, expect, it } from 'vitest';
import { layoutOfText } from '../../../src/main/intake/mail/layout-of-text.ts';
import { whatMailSays } from '../../../src/main/intake/mail/what-mail-says.ts';
import type { MailSays } from '../../../src/shared/reading.ts';

function says(subject: string, text = 'Pepper & Rye'): MailSays {
  const mail = {
    messageId: undefined,
    from: undefined,
    fromName: undefined,
    forwardedBy: undefined,
    subject,
    date: undefined,
    html: undefined,
    text,
  };
  return whatMailSays(mail, [layoutOfText(text)]);
}

describe('a mail announces a new order to the shop', () => {
  it.each([
    'New order #123 – Pepper & Rye',
    'You made a sale on Hatbox',
    'Fwd: Sold, ship now: Oak bowl',
    'Mia R. ordered 4 items',
    'Нове замовлення № 1042-77',
    'Замовлення № 3340',
    'Новый заказ с сайта',
    'Nowe zamówienie 88/2025',
    'Sprzedałeś! Zamówienie 12-3',
    'Neue Bestellung K-1209',
    'Tienes un nuevo pedido: FV-1',
    '¡Vendiste! Prepara el envío',
    'Nova encomenda EJ-77',
    'Novo pedido 4471',
    '[Atelier] : Nouvelle commande n°5589',
    'Nuovo ordine da consegnare',
    'Ordine n. 30021',
  ])('%s', (subject) => {
    expect(says(subject)).toBe('new-order');
  });

  it('in its first lines, when the subject says little', () => {
    expect(says('Pepper & Rye', 'Good morning\nУ вас нове замовлення!')).toBe('new-order');
  });
});

describe('a receipt to a buyer announces nothing', () => {
  it.each([
    ['Thank you for your new order #12', ''],
    ['Order #1234', 'Thank you for your purchase!\nWe pack it today.'],
    ['Замовлення № 3340', 'Дякуємо за замовлення!'],
    ['Your order is confirmed', 'Hi Mia'],
  ])('%s', (subject, text) => {
    expect(says(subject, text)).toBe('nothing');
  });
});

describe('a mail tells that an order is off', () => {
  it.each([
    'Order #123 was cancelled by the customer',
    'Cancelled: #123',
    'Order no. 77 has been canceled',
    'Order status: cancelled (#77)',
    'Замовлення № 1042 скасовано',
    'Клієнт скасував замовлення № 1042',
    'Заказ 77 отменён покупателем',
    'Отмена заказа № 55',
    'Zamówienie 88/2025 zostało anulowane',
    'Anulowanie zamówienia 88/2025',
    'Ihre Bestellung K-1209 wurde storniert',
    'Stornierung der Bestellung K-1209',
    'Pedido FV-1 anulado',
    'Pedido 4471 cancelado',
    'Encomenda EJ-77 cancelada',
    'Commande n°5589 annulée',
    'Ordine 30021 annullato',
  ])('%s', (subject) => {
    expect(says(subject)).toBe('cancelled');
  });

  it('in its first lines', () => {
    expect(says('Order #123', 'Hello,\nThe customer has cancelled order #123. Nothing to cook.')).toBe(
      'cancelled',
    );
  });
});

describe('a mail tells that an order is another now', () => {
  it.each([
    'Order #123 has been updated',
    'Changes to order #123',
    'Замовлення № 1042 змінено',
    'Зміни в замовленні № 1042',
    'Изменения в заказе 77',
    'Zmiana w zamówieniu 88/2025',
    'Bestellung K-1209 geändert',
    'Änderung Ihrer Bestellung K-1209',
    'Pedido FV-1 modificado',
    'Alteração no pedido 4471',
    'Commande n°5589 modifiée',
    'Modifica all’ordine 30021',
  ])('%s', (subject) => {
    expect(says(subject)).toBe('changed');
  });
});

describe('what may happen to an order says nothing of it', () => {
  it.each([
    ['New order #123', 'You can cancel the order within 10 minutes.', 'new-order'],
    ['New order #123', 'The order was not cancelled.', 'new-order'],
    ['News', 'Order cancellation policy', 'nothing'],
    ['News', 'If an order is cancelled, we pay it back.', 'nothing'],
    ['Нове замовлення № 7', 'Якщо замовлення скасовано, кошти повернуться.', 'new-order'],
    ['Neue Bestellung 7', 'Bestellungen können nicht storniert werden.', 'new-order'],
    ['Your order status has been updated', '', 'nothing'],
    ['Winter opening hours', 'We are closed on Monday.', 'nothing'],
  ] as const)('%s / %s', (subject, text, expected) => {
    expect(says(subject, text)).toBe(expected);
  });
});
