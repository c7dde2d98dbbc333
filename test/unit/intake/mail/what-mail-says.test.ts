import { describe, expect, it } from 'vitest';
import { layoutOfText } from '../../../../src/main/intake/mail/layout-of-text.ts';
import { purposeOfMail } from '../../../../src/main/intake/mail/mail-purpose.ts';
import type { MailPurpose } from '../../../../src/shared/reading.ts';

function says(subject: string, text = 'Pepper & Rye'): MailPurpose {
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
  return purposeOfMail(mail, [layoutOfText(text)]);
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
    'Order #77 (3 items) was cancelled',
    'Order #77 was cancelled: an item is out of stock',
    'Order #77 cancelled - payment refunded',
    'Order #77 was cancelled by the courier',
    'Order #77 was cancelled and partially refunded',
    'The customer cancelled order #77 with 3 items',
    '[Delivery 24] Order #77 cancelled',
    'Замовлення № 5 скасовано: товару немає в наявності',
    'Скасовано: замовлення № 5',
    'Zamówienie 88/2025 anulowane z powodu braku płatności',
    'Pedido 4471 cancelado por falta de pago',
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

describe('a mail that tells that a part of an order is off tells that the order is another now', () => {
  it.each([
    'Order BD-1: 1 item was cancelled',
    'Order BD-1 was changed: 1 item cancelled',
    'Order BD-1 was partially cancelled',
    'Order BD-1 - 1 item cancelled',
    '1 item of order BD-1 was cancelled',
    'The customer has cancelled 1 item of order #123',
    'Cancelled: 1 item of order #123',
    'Cancellation of 1 item in order #123',
    'From your order #123 we cancelled one unavailable item',
    'Courier cancelled for order BD-1',
    'Courier: cancelled (order BD-1)',
    'Payment for order no. 77 was cancelled',
    'У замовленні № 5 скасовано 1 товар',
    'Замовлення № 5: товари скасовані',
    'Замовлення № 5 частково скасовано',
    'Кур’єра для замовлення № 5 скасовано',
    'В заказе 77 отменён один товар',
    'Заказ 77: 2 позиции отменены',
    'Оплата заказа 77 отменена',
    'W zamówieniu 88/2025 anulowano 1 produkt',
    'Zamówienie 88/2025: płatność anulowana',
    'Częściowe anulowanie zamówienia 88/2025',
    'Bestellung K-1209: 1 Artikel wurde storniert',
    'Bestellung K-1209 teilweise storniert',
    'Teilstornierung der Bestellung K-1209',
    'Pedido FV-1: 2 productos cancelados',
    'Anulación parcial del pedido FV-1',
    'Pedido 4471: um produto foi cancelado',
    'Commande n°5589 : 1 article annulé',
    'Annulation de l’article Pivoine, commande 5589',
    'Nell’ordine 30021 è stato annullato un prodotto',
    'Bestelling 77: 1 artikel geannuleerd',
    'Objednávka 77: 1 položka zrušena',
  ])('%s', (subject) => {
    expect(says(subject)).toBe('changed');
  });

  it('in its first lines', () => {
    expect(says('Order #123', 'Hello,\nThe customer has cancelled 1 item of order #123.')).toBe('changed');
  });

  it('unless it tells that the whole order is off too', () => {
    const lines = 'The courier for order #123 was cancelled.\nOrder #123 was cancelled by the customer.';
    expect(says('Order #123', lines)).toBe('cancelled');
  });

  it('and says nothing of any order where it names none', () => {
    expect(says('Courier cancelled', 'We look for another one.')).toBe('nothing');
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
