import type { Entry, EntryData, EntryKind } from '../entry.ts';
import type { IncomingOrder, OrderContent } from '../order.ts';

/** Replaces text that may identify a customer. */
export const erasedWords = '[erased]';

/**
 * Removes the customer's data from an event: name, contacts, address and all free text. Items, amounts, times and states stay.
 * Idempotent.
 */
export function withoutCustomer(entry: Entry): Entry {
  const data = dataWithout(entry);
  return data === entry.data ? entry : ({ ...entry, data } as Entry); // the kind is the entry's own
}

function dataWithout(entry: Entry): EntryData<EntryKind> {
  switch (entry.kind) {
    case 'order-received':
    case 'order-updated': {
      const { form: _form, ...data } = entry.data;
      return { ...data, order: orderWithout(data.order) };
    }
    case 'status-set':
      return entry.data.reason === undefined ? entry.data : { ...entry.data, reason: erasedWords };
    case 'note-added':
      return { text: erasedWords };
    case 'refund-noted':
      return { ...entry.data, reason: erasedWords };
    case 'attribution-found':
      return { attribution: { kind: entry.data.attribution.kind } };
    case 'draft-linked': {
      const { subscriberId: _person, ...data } = entry.data;
      return data;
    }
    case 'draft-changed': {
      const { customerName: _name, invoiceUrl: _url, subscriberId: _person, ...data } = entry.data;
      return stillTold(data);
    }
    case 'link-sent': {
      const { text: _text, ...data } = entry.data;
      return { ...stillTold(data), to: '' };
    }
    case 'draft-closing':
      return stillTold(entry.data);
    case 'alert-raised':
      return { ...entry.data, text: erasedWords };
    case 'touched': {
      const { picture: _picture, chatUrl: _chat, lastWords: _words, ...data } = entry.data;
      return { ...data, name: '' };
    }
    case 'customer-noted':
      return { ...entry.data, text: erasedWords };
    case 'customer-marked': {
      const { reason: _reason, ...data } = entry.data;
      return data;
    }
    default:
      return entry.data;
  }
}

/** Replaces the reason, because an error message of Shopify, ManyChat or a mail server may quote personal data. */
function stillTold<D extends { readonly reason?: string | undefined }>(data: D): D {
  return data.reason === undefined ? data : { ...data, reason: erasedWords };
}

const orderWithout = (order: IncomingOrder): IncomingOrder => ({
  ...order,
  content: contentWithout(order.content),
});

/** The content of an order without customer, address and free text. */
function contentWithout(content: OrderContent): OrderContent {
  const {
    recipient: _recipient,
    address: _address,
    deliveryMethod: _deliveryMethod,
    note: _note,
    properties: _properties,
    landingPage: _landing,
    referrer: _referrer,
    tags: _tags,
    tracking: _tracking,
    ...kept
  } = content;
  return {
    ...kept,
    customer: {},
    items: kept.items.map((item) => ({ ...item, options: [] })),
    ...(kept.review && { review: kept.review.map(({ code }) => ({ code })) }),
  };
}
