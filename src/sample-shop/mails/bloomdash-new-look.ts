import type { Money } from '../../shared/money.ts';
import { timesMoney } from '../../shared/money.ts';
import { escapeHtml } from '../escape-html.ts';
import { printed } from './bloomdash.ts';
import { composeMessage } from './compose-message.ts';
import type { SampleMailOrder } from './sample-mail-order.ts';
import { partsOf, totalsOf } from './sample-mail-order.ts';

/**
 * Bloomdash after a change of its template, with other labels for the order number, customer and total: such a mail needs review
 * until a person has taught the new template.
 */
export function bloomdashNewLook(order: SampleMailOrder): string {
  const { total } = totalsOf(order);
  return composeMessage({
    fromName: 'Bloomdash Orders',
    fromAddress: 'orders@bloomdash.example',
    to: 'orders@petalandbean.example',
    subject: 'New order for your shop',
    messageId: order.messageId,
    date: order.date,
    text: plain(order, total),
    html: html(order, total),
  });
}

const muted = 'style="color:#8a7f90;font-size:12px;"';

function html(order: SampleMailOrder, total: Money): string {
  const rows = order.items.map(
    (item) =>
      `<tr><td style="padding:7px 0;">${item.quantity} × ${escapeHtml(item.title)}${(item.options ?? [])
        .map((option) => `<br><span ${muted}>${escapeHtml(option)}</span>`)
        .join(
          '',
        )}</td><td align="right" valign="top" style="padding:7px 0;">${printed(timesMoney(item.unitPrice, item.quantity))}</td></tr>`,
  );
  return `<html><head><meta charset="utf-8"><title>New order for your shop</title></head>
<body style="margin:0;background:#f6f0f8;">
<table role="presentation" width="560" align="center" cellpadding="0" cellspacing="0" border="0" style="background:#ffffff;font-family:Helvetica,Arial,sans-serif;font-size:14px;color:#2b2330;"><tbody>
<tr><td style="padding:22px 28px;background:#6b3fa0;color:#ffffff;font-size:20px;">bloomdash</td></tr>
<tr><td style="padding:24px 28px 8px;"><h1 style="margin:0;font-size:22px;">Somebody fancies your flowers!</h1></td></tr>
<tr><td style="padding:8px 28px;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody>
<tr><td width="50%" valign="top"><div ${muted}>Petal code</div><div>${escapeHtml(order.number)}</div></td>
<td valign="top"><div ${muted}>Picked on</div><div>${printedTime(order.placedAt)}</div></td></tr>
<tr><td valign="top" style="padding-top:10px;"><div ${muted}>Who</div><div>${escapeHtml(order.customerName)}</div><div>${escapeHtml(order.phone)}</div></td>
<td valign="top" style="padding-top:10px;"><div ${muted}>Where to</div><div>${escapeHtml(order.address)}</div></td></tr>
</tbody></table></td></tr>
<tr><td style="padding:12px 28px;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-top:1px solid #e6dcec;"><tbody>
${rows.join('\n')}
</tbody></table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-top:1px solid #e6dcec;"><tbody>
${lineRow('The ride', printed(order.deliveryFee))}${order.discount ? lineRow('A little present', `−${printed(order.discount)}`) : ''}${lineRow('Hand-over sum', `<b>${printed(total)}</b>`)}
</tbody></table></td></tr>
${order.note === undefined ? '' : `<tr><td style="padding:4px 28px 16px;"><div ${muted}>Whispered</div><div>${escapeHtml(order.note)}</div></td></tr>`}
<tr><td style="padding:16px 28px;"><span ${muted}>Bloomdash Inc., 1 Example Plaza. Refer a shop and get ₴200.00 for your next campaign.</span></td></tr>
</tbody></table></body></html>
`;
}

const lineRow = (label: string, amount: string): string =>
  `<tr><td style="padding:6px 0;">${label}</td><td align="right" style="padding:6px 0;">${amount}</td></tr>`;

function plain(order: SampleMailOrder, total: Money): string {
  return [
    'Somebody fancies your flowers!',
    '',
    `Petal code: ${order.number}`,
    `Picked on: ${printedTime(order.placedAt)}`,
    `Who: ${order.customerName}, ${order.phone}`,
    `Where to: ${order.address}`,
    '',
    ...order.items.map(
      (item) => `${item.quantity} × ${item.title}   ${printed(timesMoney(item.unitPrice, item.quantity))}`,
    ),
    '',
    `The ride: ${printed(order.deliveryFee)}`,
    ...(order.discount ? [`A little present: −${printed(order.discount)}`] : []),
    `Hand-over sum: ${printed(total)}`,
    ...(order.note === undefined ? [] : ['', `Whispered: ${order.note}`]),
    '',
  ].join('\n');
}

function printedTime(local: string): string {
  const { year, month, day, hour, minute } = partsOf(local);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(day)}.${two(month)}.${year} ${two(hour)}:${two(minute)}`;
}
