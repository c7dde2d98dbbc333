import type { MailTemplate } from '../../../shared/mail-template.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyToDecimal } from '../../../shared/money.ts';
import type { OrderContent } from '../../../shared/order.ts';
import type { Mail, Reading } from '../../../shared/reading.ts';
import { parseHtmlFile, parseMail } from './parse-mail.ts';
import { readMail } from './read-mail.ts';

/** The parse result of one mail for people and scripts: amounts are numbers, missing values are absent. */
export type MailReport = {
  readonly kind: Reading['kind'];
  readonly recipe: string | null;
  readonly why: string;
  readonly confidence: Reading['confidence'];
  readonly sender?: string;
  readonly orders?: readonly OrderReport[];
} & Partial<OrderReport>;

/** Reads a saved mail: a raw message, or a bare HTML body when its name ends in `.html`. */
export async function readMailFile(
  raw: Uint8Array,
  fileName: string,
  recipes: readonly MailTemplate[],
): Promise<MailReport> {
  const mail = await mailOfFile(raw, fileName);
  return reportOf(mail, readMail(mail, recipes));
}

export const mailOfFile = async (raw: Uint8Array, fileName: string): Promise<Mail> =>
  /\.html?$/i.test(fileName) ? parseHtmlFile(raw) : parseMail(raw);

function reportOf(mail: Mail, reading: Reading): MailReport {
  const [order, ...more] = reading.orders.map(orderReport);
  return {
    kind: reading.kind,
    recipe: reading.recipe,
    why: reading.why,
    ...(mail.from !== undefined && { sender: mail.from }),
    ...(order && (more.length > 0 ? { orders: [order, ...more] } : order)),
    confidence: reading.confidence,
  };
}

type OrderReport = ReturnType<typeof orderReport>;

function orderReport(order: OrderContent) {
  return {
    ...(order.number !== '' && { orderNumber: order.number }),
    ...(order.placedAt !== undefined && { placedAt: order.placedAt }),
    ...(order.customer.name !== undefined && { customerName: order.customer.name }),
    ...(order.customer.phone !== undefined && { phone: order.customer.phone }),
    ...(order.customer.email !== undefined && { email: order.customer.email }),
    ...(order.recipient?.name !== undefined && { recipientName: order.recipient.name }),
    ...(order.recipient?.phone !== undefined && { recipientPhone: order.recipient.phone }),
    ...(order.address !== undefined && { address: order.address }),
    ...(order.currency !== undefined && { currency: order.currency }),
    items: order.items.map((item) => ({
      title: item.title,
      quantity: item.quantity,
      ...money('unitPrice', item.unitPrice),
      ...money('lineTotal', item.lineTotal),
      ...(item.options.length > 0 && { options: item.options }),
      ...(item.sku !== undefined && { sku: item.sku }),
    })),
    ...money('subtotal', order.subtotal),
    ...money('deliveryFee', order.deliveryFee),
    ...money('discount', order.discount),
    ...money('tax', order.tax),
    ...money('tip', order.tip),
    ...(order.fees && {
      otherFees: order.fees.map(({ label, amount }) => ({ label, amount: Number(moneyToDecimal(amount)) })),
    }),
    ...money('total', order.total),
    ...(order.note !== undefined && { notes: order.note }),
    ...(order.review && { review: order.review }),
  };
}

const money = <K extends string>(name: K, amount: Money | undefined): { readonly [N in K]?: number } =>
  amount ? ({ [name]: Number(moneyToDecimal(amount)) } as { readonly [N in K]: number }) : {};
