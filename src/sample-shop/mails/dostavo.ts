import type { Money } from '../../shared/money.ts';
import { moneyToDecimal, timesMoney } from '../../shared/money.ts';
import { escapeHtml } from '../escape-html.ts';
import { composeMessage } from './compose-message.ts';
import type { SampleMailOrder } from './sample-mail-order.ts';
import { partsOf, totalsOf } from './sample-mail-order.ts';

const cell = 'style="border:1px solid #d9e2d9;padding:6px 8px;font-size:13px;"';

/** The Ukrainian delivery service's "new order" mail to the shop: decimal comma, no-break thousands, advertising. */
export function dostavoMail(order: SampleMailOrder): string {
  const { subtotal, total } = totalsOf(order);
  return composeMessage({
    fromName: 'Доставо — замовлення',
    fromAddress: 'zamovlennya@dostavo.example',
    to: 'orders@petalandbean.example',
    subject: `Нове замовлення № ${order.number} на ${printed(total)}`,
    messageId: order.messageId,
    date: order.date,
    text: plain(order, subtotal, total),
    html: html(order, subtotal, total),
  });
}

function html(order: SampleMailOrder, subtotal: Money, total: Money): string {
  const discount =
    order.discount &&
    totalRow('Знижка за промокодом', `–\u00a0${printed(order.discount)}`, ' style="color:#b00;"');
  return `<html><head><meta charset="utf-8"><title>Нове замовлення</title></head>
<body bgcolor="#eef3ee" style="font-family:Verdana,Tahoma,Arial,sans-serif;color:#223;">
<table width="640" align="center" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff"><tr><td style="padding:18px 24px;background:#1f7a3d;color:#fff;"><b>Доставо</b> <span>| кабінет партнера</span></td></tr>
<tr><td style="padding:20px 24px;">
<p style="font-size:18px;">Нове замовлення <b>№&nbsp;${escapeHtml(order.number)}</b></p>
<p style="font-size:13px;">Створено: ${printedTime(order.placedAt)} · Спосіб оплати: <b>карткою онлайн</b></p>
<table width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td width="50%" valign="top"><u>Замовник</u><br>${escapeHtml(order.customerName)}<br>тел.: <a href="tel:${order.phone.replace(/[^+\d]/g, '')}">${escapeHtml(order.phone)}</a></td>
<td width="50%" valign="top"><u>Адреса доставки</u><br>${escapeHtml(order.address)}</td></tr></table>
<table width="100%" cellpadding="0" cellspacing="0" border="0"><thead><tr bgcolor="#e6f0e8"><th ${cell}>№</th><th ${cell}>Товар</th><th ${cell}>К-сть</th><th ${cell}>Ціна</th><th ${cell}>Сума</th></tr></thead><tbody>
${order.items.map(itemRow).join('\n')}
</tbody></table>
<table align="right" cellpadding="4" cellspacing="0" border="0">${totalRow('Вартість товарів:', printed(subtotal))}${totalRow("Доставка кур'єром:", printed(order.deliveryFee))}${discount ?? ''}<tr style="font-size:16px;"><td align="right"><b>До сплати:</b></td><td align="right" nowrap><b>${printed(total)}</b></td></tr></table>
<div style="clear:both;"></div>
${order.note === undefined ? '' : `<p style="background:#fff8e1;padding:10px 12px;"><b>Коментар:</b> ${escapeHtml(order.note)}</p>`}
<p align="center"><a href="https://partner.dostavo.example/orders/${encodeURIComponent(order.number)}">Підтвердити замовлення</a></p>
<table width="100%" cellpadding="6" bgcolor="#fff3cd"><tr><td><b>Акція для партнерів</b><br>Фірмові пакети, 200 шт.: <s>900,00&nbsp;грн</s> 640,00&nbsp;грн</td></tr></table>
</td></tr>
<tr><td style="padding:12px 24px;font-size:11px;color:#889;">Комісія сервісу за це замовлення — 15%. Лист сформовано автоматично. © ТОВ «Доставо»</td></tr></table>
</body></html>
`;
}

/** The first line shows the price before an offer, struck through, as marketplaces do. */
function itemRow(item: SampleMailOrder['items'][number], index: number): string {
  const before = { ...item.unitPrice, minor: item.unitPrice.minor + 15000 };
  const options = (item.options ?? []).map((option) => `<br><i style="color:#778">${escapeHtml(option)}</i>`);
  return `<tr><td ${cell} align="center">${index + 1}</td><td ${cell}><b>${escapeHtml(item.title)}</b>${options.join('')}</td><td ${cell} align="center">${item.quantity} шт.</td><td ${cell} align="right" nowrap>${index === 0 ? `<s style="color:#99a;">${printed(before)}</s><br>` : ''}${printed(item.unitPrice)}</td><td ${cell} align="right" nowrap>${printed(timesMoney(item.unitPrice, item.quantity))}</td></tr>`;
}

const totalRow = (label: string, amount: string, look = ''): string =>
  `<tr><td align="right">${label}</td><td align="right" nowrap${look}>${amount}</td></tr>`;

function plain(order: SampleMailOrder, subtotal: Money, total: Money): string {
  const items = order.items.flatMap((item) => [
    `${item.title} × ${item.quantity} — ${printed(timesMoney(item.unitPrice, item.quantity))}`,
    ...(item.options ?? []).map((option) => `    ${option}`),
  ]);
  return [
    `Нове замовлення № ${order.number}`,
    `Створено: ${printedTime(order.placedAt)}`,
    '',
    `Замовник: ${order.customerName}`,
    `Телефон: ${order.phone}`,
    `Адреса доставки: ${order.address}`,
    '',
    ...items,
    '',
    `Вартість товарів: ${printed(subtotal)}`,
    `Доставка кур'єром: ${printed(order.deliveryFee)}`,
    ...(order.discount ? [`Знижка за промокодом: –${printed(order.discount)}`] : []),
    `До сплати: ${printed(total)}`,
    ...(order.note === undefined ? [] : ['', `Коментар: ${order.note}`]),
    '',
  ].join('\n');
}

/** `1 240,00 грн`, with no-break spaces. */
const printed = (amount: Money): string => {
  const [whole = '', fraction = ''] = moneyToDecimal(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0')},${fraction}\u00a0грн`;
};

function printedTime(local: string): string {
  const { year, month, day, hour, minute } = partsOf(local);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(day)}.${two(month)}.${year}, ${two(hour)}:${two(minute)}`;
}
