import type { Money } from '../../shared/money.ts';
import { moneyToDecimal, timesMoney } from '../../shared/money.ts';
import { escapeHtml } from '../escape-html.ts';
import { composeMessage } from './compose-message.ts';
import type { SampleMailOrder } from './sample-mail-order.ts';
import { partsOf, totalsOf } from './sample-mail-order.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const text = 'font:14px/21px Arial,Helvetica,sans-serif;color:#374151;';
const small = 'font:13px/18px Arial,Helvetica,sans-serif;color:#6b7280;padding:2px 0 0 14px;';
const table = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody>';

/** The English delivery service's "new order" mail to the shop: nested tables, a struck-through price, advertising. */
export function bloomdashMail(order: SampleMailOrder): string {
  const { subtotal, total } = totalsOf(order);
  return composeMessage({
    fromName: 'Bloomdash Partners',
    fromAddress: 'orders@bloomdash.example',
    to: 'orders@petalandbean.example',
    subject: `New order #${order.number} - ${order.customerName} - ${printed(total)}`,
    messageId: order.messageId,
    date: order.date,
    text: plain(order, subtotal, total),
    html: html(order, subtotal, total),
  });
}

function html(order: SampleMailOrder, subtotal: Money, total: Money): string {
  return `<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>New order received</title></head>
<body style="margin:0;background-color:#f3f4f6;">
<div style="display:none;max-height:0;overflow:hidden;">Order ${escapeHtml(order.number)}. Accept within 10 minutes.&zwnj;&nbsp;&zwnj;&nbsp;</div>
${table}<tr><td align="center" style="padding:24px 0;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff"><tbody>
<tr><td style="padding:22px 32px;background-color:#7c3aed;">${table}<tr><td align="left"><b style="color:#fff;">Bloomdash</b></td><td align="right" style="color:#ede9fe;">Partner notification</td></tr></tbody></table></td></tr>
<tr><td style="padding:28px 32px 8px;"><h1 style="margin:0;">You have a new order!</h1><p style="${text}">Hi Petal &amp; Bean, please accept it within <strong>10&nbsp;minutes</strong>.</p></td></tr>
<tr><td style="padding:16px 32px 0;">${table}<tr>
<td width="50%" valign="top"><span style="color:#7c3aed;">Order number</span><br><span style="font-weight:bold;">#${escapeHtml(order.number)}</span></td>
<td width="50%" valign="top"><span style="color:#7c3aed;">Placed</span><br><span style="font-weight:bold;">${printedTime(order.placedAt)}</span></td>
</tr></tbody></table></td></tr>
<tr><td style="padding:20px 32px 0;">${table}<tr>
<td width="50%" valign="top" style="${text}"><strong>Customer</strong><br>${escapeHtml(order.customerName)}<br><a href="tel:${order.phone.replace(/[^+\d]/g, '')}">${escapeHtml(order.phone)}</a></td>
<td width="50%" valign="top" style="${text}"><strong>Deliver to</strong><br>${escapeHtml(order.address)}</td>
</tr></tbody></table></td></tr>
<tr><td style="padding:20px 32px 0;">${table}
${order.items.map(itemRow).join('\n')}
</tbody></table></td></tr>
<tr><td style="padding:14px 32px 0;">${table}
${totalRow('Subtotal', printed(subtotal))}
${totalRow('Delivery fee', printed(order.deliveryFee))}
${order.discount ? totalRow('Discount', `&minus;${printed(order.discount)}`) : ''}
<tr><td colspan="2" style="border-top:2px solid #111827;height:8px;">&nbsp;</td></tr>
${totalRow('Order total', printed(total))}
</tbody></table></td></tr>
${order.note === undefined ? '' : `<tr><td style="padding:18px 32px 0;">${table}<tr><td style="${text}"><strong>Customer note:</strong> ${escapeHtml(order.note)}</td></tr></tbody></table></td></tr>`}
<tr><td style="padding:26px 32px 0;">${table}<tr><td colspan="2" style="${text}"><strong>Grow with Bloomdash</strong></td></tr>
<tr><td style="${text}">Top placement for a week</td><td align="right" style="${text}">${grouped('499.00')}</td></tr>
<tr><td style="${text}">Branded ribbon, 100 m</td><td align="right" style="${text}"><s>${grouped('350.00')}</s> ${grouped('280.00')}</td></tr></tbody></table></td></tr>
<tr><td align="center" style="padding:26px 32px 32px;"><a href="https://partners.bloomdash.example/orders/${encodeURIComponent(order.number)}">Accept order</a></td></tr>
</tbody></table>
<p style="color:#9ca3af;">Bloomdash Inc., 1 Example Plaza &middot; Commission for this order: 18% &middot; <a href="https://partners.bloomdash.example/settings">Notification settings</a></p>
</td></tr></tbody></table></body></html>
`;
}

/** The first line shows the price before an offer, struck through, as marketplaces do. */
function itemRow(item: SampleMailOrder['items'][number], index: number): string {
  const lineTotal = timesMoney(item.unitPrice, item.quantity);
  const before = { ...lineTotal, minor: lineTotal.minor + 12000 };
  const options = (item.options ?? []).map(
    (option) => `<tr><td style="${small}">&#8226; ${escapeHtml(option)}</td></tr>`,
  );
  return `<tr><td valign="top" width="44">${item.quantity}&nbsp;&times;</td>
<td valign="top"><table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"><tbody>
<tr><td style="font-weight:bold;">${escapeHtml(item.title)}</td></tr>${options.join('')}
<tr><td style="font-size:12px;color:#9ca3af;">${printed(item.unitPrice)} each</td></tr></tbody></table></td>
<td valign="top" align="right" width="120">${index === 0 ? `<s style="color:#9ca3af;">${printed(before)}</s> ` : ''}${printed(lineTotal)}</td></tr>`;
}

const totalRow = (label: string, amount: string): string =>
  `<tr><td align="left" style="${text}">${label}</td><td align="right" style="${text}white-space:nowrap;">${amount}</td></tr>`;

function plain(order: SampleMailOrder, subtotal: Money, total: Money): string {
  const items = order.items.flatMap((item) => [
    `${item.quantity} x ${item.title}   ${printed(timesMoney(item.unitPrice, item.quantity))}`,
    ...(item.options ?? []).map((option) => `    ${option}`),
  ]);
  return [
    'You have a new order!',
    '',
    `Order number: #${order.number}`,
    `Placed: ${printedTime(order.placedAt)}`,
    '',
    `Customer: ${order.customerName}, ${order.phone}`,
    `Deliver to: ${order.address}`,
    '',
    ...items,
    '',
    `Subtotal: ${printed(subtotal)}`,
    `Delivery fee: ${printed(order.deliveryFee)}`,
    ...(order.discount ? [`Discount: -${printed(order.discount)}`] : []),
    `Order total: ${printed(total)}`,
    ...(order.note === undefined ? [] : ['', `Customer note: ${order.note}`]),
    '',
  ].join('\n');
}

export const printed = (amount: Money): string => grouped(moneyToDecimal(amount));
const grouped = (decimal: string): string => {
  const [whole = '', fraction = ''] = decimal.split('.');
  return `₴${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${fraction}`;
};

function printedTime(local: string): string {
  const { year, month, day, hour, minute } = partsOf(local);
  const clock = `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${months[month - 1]} ${day}, ${year} at ${clock}`;
}
