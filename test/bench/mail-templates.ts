import { composeMessage } from '../../src/sample-shop/mails/compose-message.ts';

/** One generated order mail, and what the reader should find in it. */
export type BenchMail = { readonly raw: Uint8Array; readonly html: string };

type Item = { readonly title: string; readonly quantity: number; readonly cents: number };
type Order = {
  readonly number: string;
  readonly name: string;
  readonly items: readonly Item[];
  readonly delivery: number;
};

const goods = [
  'Peony bouquet',
  'Coffee beans, 250 g',
  'Oat milk',
  'Ceramic mug',
  'Card with envelope',
  'Tulips, 25 pcs',
];
const people = ['Olena Hnatiuk', 'Marta Kowalska', 'John Baker', 'Ana Souza', 'Lucía Pérez', 'Jan de Vries'];

/** The same numbers every run: a figure of today can be compared with one of last week. */
function orderOf(n: number): Order {
  const at = (step: number, length: number) => (n * 7 + step * 13) % length;
  return {
    number: `A${40_000 + n * 17}`,
    name: people[at(1, people.length)] ?? '',
    delivery: 500 + at(2, 9) * 100,
    items: Array.from({ length: 2 + at(3, 6) }, (_, i) => ({
      title: goods[at(i + 4, goods.length)] ?? '',
      quantity: 1 + at(i, 3),
      cents: 350 + at(i + 5, 40) * 95,
    })),
  };
}

const sum = (order: Order): number => order.items.reduce((all, item) => all + item.quantity * item.cents, 0);
const usd = (cents: number): string => `$${(cents / 100).toFixed(2)}`;
const font = 'font-family:Helvetica,Arial,sans-serif;font-size:14px;line-height:21px;color:#333333;';

/** Tables in tables with all style inline, as marketplaces write. */
function nested(order: Order, filler: string): string {
  const row = (left: string, right: string) =>
    `<tr><td style="${font}padding:4px 0;" align="left">${left}</td><td style="${font}padding:4px 0;white-space:nowrap;" align="right">${right}</td></tr>`;
  const box = (inner: string) =>
    `<tr><td style="padding:16px 32px 0;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody>${inner}</tbody></table></td></tr>`;
  return `<!DOCTYPE html><html><head><style>@media(max-width:600px){td{display:block}}</style></head><body style="margin:0"><table width="100%"><tbody><tr><td align="center"><table width="600" style="border-collapse:collapse"><tbody>
${box(`<tr><td style="${font}"><b>You have a new order</b></td></tr>`)}
${box(row('Order number', order.number) + row('Placed', 'Mar 14, 2025 at 3:42 PM') + row('Customer', order.name) + row('Phone', '+1 312 555 0178') + row('Deliver to', '7 Example Street, apt. 12, Springfield'))}
${box(order.items.map((item) => row(`${item.quantity} x ${item.title}`, usd(item.quantity * item.cents))).join('\n'))}
${box(row('Subtotal', usd(sum(order))) + row('Delivery fee', usd(order.delivery)) + row('Order total', usd(sum(order) + order.delivery)))}
${box(`<tr><td style="${font}">${filler}</td></tr>`)}
</tbody></table></td></tr></tbody></table></body></html>`;
}

/** One bordered table with a head, as shop systems write. */
function headed(order: Order, filler: string): string {
  const cell = (text: string, tag = 'td') =>
    `<${tag} class="td" style="color:#636363;border:1px solid #e5e5e5;padding:12px;text-align:left;vertical-align:middle;${font}">${text}</${tag}>`;
  const sumRow = (label: string, cents: number) =>
    `<tr><th class="td" scope="row" colspan="2" style="border:1px solid #e5e5e5;padding:12px;text-align:left;">${label}</th>${cell(`<span class="amount"><span>$</span>${(cents / 100).toFixed(2)}</span>`)}</tr>`;
  return `<html><body><div id="wrapper" style="background-color:#f7f7f7;padding:70px 0;"><h1 style="${font}font-size:30px">New order: #${order.number}</h1>
<p>You have received the following order from ${order.name}:</p><h2>[Order #${order.number}] (March 14, 2025)</h2>
<table cellspacing="0" cellpadding="6" border="1" width="100%"><thead><tr>${['Product', 'Quantity', 'Price'].map((word) => cell(word, 'th')).join('')}</tr></thead><tbody>
${order.items.map((item) => `<tr>${cell(item.title) + cell(String(item.quantity)) + cell(usd(item.quantity * item.cents))}</tr>`).join('\n')}
</tbody><tfoot>${sumRow('Subtotal:', sum(order)) + sumRow('Shipping:', order.delivery) + sumRow('Total:', sum(order) + order.delivery)}</tfoot></table>
<table><tr><td><h2>Billing address</h2><address>${order.name}<br>7 Example Street<br>Springfield, IL 62701<br><a href="tel:+13125550178">+1 312 555 0178</a></address></td></tr></table>
<div>${filler}</div></div></body></html>`;
}

/** Boxes and spans without a table, as builders of newsletters write. */
function boxes(order: Order, filler: string): string {
  const line = (left: string, right: string) =>
    `<div style="display:flex;justify-content:space-between;${font}"><span>${left}</span><span>${right}</span></div>`;
  return `<html><body><div style="max-width:640px"><h2>New order ${order.number}</h2><p><b>Customer:</b> ${order.name}</p><p><b>Phone:</b> +1 312 555 0178</p><p><b>Delivery address:</b> 7 Example Street, Springfield</p>
${order.items.map((item) => `<div class="item" style="border-bottom:1px solid #eee">${line(`${item.quantity} × ${item.title}`, usd(item.quantity * item.cents))}<div style="font-size:12px">${usd(item.cents)} each</div></div>`).join('\n')}
${line('Subtotal', usd(sum(order)))}${line('Delivery', usd(order.delivery))}${line('Total', usd(sum(order) + order.delivery))}
<div>${filler}</div></div></body></html>`;
}

const openings = [
  'Partners who took part last week',
  'Shops like yours',
  'Sellers near you',
  'New members',
  'Most florists',
  'Your regulars',
];
const middles = [
  'were seen by more buyers',
  'sold twice as much',
  'answered within minutes',
  'kept their best ratings',
  'saved on packaging',
];
const endings = [
  'than before. Terms apply.',
  'in spring, and again in May.',
  'with the new tools.',
  'for the fourth month in a row.',
  'on weekdays until 18:00.',
  'and 9 of 10 would do it again.',
  'from $4.99 a week.',
];
const sentenceOf = (n: number): string =>
  `${openings[n % openings.length]} ${middles[n % middles.length]} ${endings[n % endings.length]}`;

/** What pads real mails: adverts, links with long addresses, legal text. */
function fillerOf(bytes: number, n: number): string {
  let out = '';
  for (let i = 0; out.length < bytes; i += 1) {
    out += `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;mso-table-lspace:0pt"><tr><td width="40" valign="top" style="${font}padding:0 8px"><img src="https://cdn.example/i/${n}/${i}.png" width="24" height="24" alt="" style="display:block;border:0"></td><td valign="top" style="${font}padding:4px 8px"><a href="https://click.example/t?u=${n}x${i}&amp;c=${'abcdef0123456789'.repeat(8)}" style="color:#7c3aed;text-decoration:none">Grow your sales with offer ${i}</a><br><span style="font-size:12px;color:#9ca3af">${sentenceOf(n + i)}</span></td></tr></table>\n`;
  }
  return out;
}

const templates = [nested, headed, boxes];

/** `count` mails of about `bytes` bytes of HTML each, in three ways of building one. */
export const benchMails = (count: number, bytes: number): readonly BenchMail[] =>
  Array.from({ length: count }, (_, n) => {
    const order = orderOf(n);
    const template = templates[n % templates.length] ?? nested;
    const html = template(order, fillerOf(bytes - template(order, '').length, n));
    const text = `New order ${order.number}`;
    const raw = composeMessage({
      fromName: 'Gourmet Partners',
      fromAddress: 'orders@gourmet.example',
      to: 'shop@flowers.example',
      subject: `New order ${order.number}`,
      messageId: `<${order.number}@gourmet.example>`,
      date: '2025-03-14T15:42:00Z',
      text,
      html,
    });
    return { raw: new Uint8Array(Buffer.from(raw)), html };
  });
