import { describe, expect, it } from 'vitest';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';

const read = (subject: string, html: string) =>
  readMail(
    {
      messageId: undefined,
      from: 'post@stall.example',
      fromName: undefined,
      forwardedBy: undefined,
      subject,
      date: undefined,
      html,
      text: undefined,
    },
    [],
  );
const row = (...cells: readonly string[]) =>
  `<tr>${cells.map((cell) => `<td>${cell.replaceAll('\n', '<br>')}</td>`).join('')}</tr>`;
const goods = `<table>${row('Item', 'Qty', 'Amount')}${row('Oil lamp', '2', '$40.00')}${row('Wick', '1', '$3.00')}</table>
  <table>${row('Subtotal', '$43.00')}${row('Total', '$43.00')}</table>`;

describe('a receipt as firms print it', () => {
  it('takes no card for a part of the address it is charged at', () => {
    const html = `<p>Order ID: LK-40417</p>${goods}
      <p>Billed to<br>Visa •••• 4417 (by phone)<br>Ruth Amsel<br>9 Quay Road<br>Portland, OR 97201</p>`;
    const [order] = read('Your receipt', html).orders;
    expect(order?.customer.name).toBe('Ruth Amsel');
    expect(order?.address).not.toMatch(/Visa|4417/);
  });

  it('knows the seller’s own number from the buyer’s', () => {
    const html = `<table>${row('Auftragsbestätigung Nr.:', '5512099')}${row('Ihre Bestellnummer:', 'NB-2031-07')}</table>
      <table>${row('Öllampe', '2', '40,00 €')}${row('Gesamtbetrag', '', '40,00 €')}</table>`;
    expect(read('Auftragsbestätigung', html).orders[0]?.number).toBe('5512099');
  });

  it('parts how many from what was chosen, and leaves out numbers of the trade and who wrote it', () => {
    const html = `<p>Order ID: LK-40417</p><table>
      ${row('Linen shirt\nColour Sand · Qty 2', '$80.00')}
      ${row('Tide Tables\nby Noor Halvorsen\nMinsan: 091827364\nFormat: Hardback · Qty 1', '$12.00')}
      ${row('Total', '$92.00')}</table>`;
    expect(read('Your order', html).orders[0]?.items).toMatchObject([
      { title: 'Linen shirt', quantity: 2, options: ['Colour Sand'] },
      { title: 'Tide Tables', quantity: 1, options: ['Format: Hardback'] },
    ]);
  });

  it('is no parcel under way while it is still to be sent', () => {
    const html = `<p>Vous avez reçu une nouvelle commande.</p><p>Commande n° CX-88120</p>
      <table>${row('Lampe à huile', '2', '40,00 €')}${row('Total', '', '40,00 €')}</table>`;
    expect(read('Nouvelle commande CX-88120 à expédier', html).kind).toBe('order');
    expect(read('Votre commande CX-88120 a été expédiée', html).kind).toBe('not-an-order');
  });
});
