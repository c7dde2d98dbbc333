import { escapeHtml } from '../escape-html.ts';
import type { Answer, Request } from '../http.ts';
import { page } from '../http.ts';
import type { Checkout, Checkouts } from './checkouts.ts';
import type { Drafts } from './drafts.ts';
import { decimal, dueNowOf, lineTotal, totalsOf } from './totals.ts';
import type { Buyer } from './types.ts';

/** The pages behind an invoice link: the customer enters name and address, and pays with money of the sample shop. */
export function checkoutPage(request: Request, drafts: Drafts, checkouts: Checkouts): Answer {
  const [, kind, token = ''] = /^\/\d+\/(invoices|checkouts)\/([0-9a-f]{32})$/.exec(request.path) ?? [];
  if (kind === 'checkouts') {
    const opened = checkouts.find(token);
    return opened ? pageOf(request, opened, checkouts) : notFound;
  }
  const draft = drafts.find(token);
  if (!draft) return notFound;
  if (!drafts.isReady(draft)) {
    return page(503, 'Something went wrong', '<p>This invoice is still being calculated.</p>');
  }
  if (draft.status === 'COMPLETED') return page(200, 'Thank you', '<p>This invoice has been paid.</p>');
  return pageOf(request, checkouts.open(draft), checkouts);
}

const notFound = page(404, 'Not found', '<p>There is no such invoice. It may have been deleted.</p>');

function pageOf(request: Request, checkout: Checkout, checkouts: Checkouts): Answer {
  const isPaid = checkouts.orderOf(checkout.token) !== undefined;
  if (request.method !== 'POST' && !isPaid) return page(200, 'Checkout · Petal & Bean', form(checkout));
  const order = checkouts.pay(checkout, buyerFrom(request, checkout.buyer));
  return page(200, 'Thank you', `<p>Order <b>#${order.number}</b> is paid.</p>`);
}

function buyerFrom(request: Request, suggested: Buyer): Buyer {
  const typed = new URLSearchParams(request.body.toString());
  const name = typed.get('name')?.trim();
  const [first, last] = name
    ? [name.split(/\s+/)[0] ?? name, name.split(/\s+/).slice(1).join(' ')]
    : [suggested.first, suggested.last];
  const phone = typed.get('phone')?.replace(/[^+\d]/g, '') || suggested.phone;
  const typedAddress = typed.get('address')?.trim();
  const address = suggested.address ?? { city: 'Київ', zip: '', address1: '', address2: null };
  return {
    ...suggested,
    first,
    last,
    phone,
    email: typed.get('email')?.trim() || suggested.email,
    address: { ...address, first, last, phone, address1: typedAddress || address.address1 },
  };
}

function form({ token, draft, buyer: { first, last, phone, email, address } }: Checkout): string {
  const rows = draft.lines.map(
    (line) =>
      `<tr><td>${line.quantity} × ${escapeHtml(line.title)}</td><td>${decimal(lineTotal(line))} UAH</td></tr>`,
  );
  const totals = totalsOf(draft);
  const now = dueNowOf(draft, totals.total);
  const field = (name: string, label: string, value: string | null) =>
    `<label>${label}<input name="${name}" value="${escapeHtml(value ?? '')}"></label>`;
  return `<table>${rows.join('')}
<tr><td>Discount</td><td>−${decimal(totals.discounts)} UAH</td></tr>
<tr><td>Delivery</td><td>${decimal(totals.shipping)} UAH</td></tr>
<tr><th>Total</th><th>${decimal(totals.total)} UAH</th></tr>${
    now < totals.total ? `\n<tr><th>Due now</th><th>${decimal(now)} UAH</th></tr>` : ''
  }</table>
<form method="post" action="/81234567890/checkouts/${token}">${field('name', 'Name', `${first} ${last}`.trim())}${field('phone', 'Phone', phone)}
${field('email', 'E-mail', email)}${field('address', 'Address', address?.address1 ?? '')}
<p><button>Pay ${decimal(now)} UAH</button></p></form>
<p><small>The sample shop takes no real money.</small></p>`;
}
