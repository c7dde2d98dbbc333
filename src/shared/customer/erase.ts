import type { Entry, EntryData, EntryKind } from '../entry.ts';
import type { IncomingOrder, OrderContent } from '../order.ts';

/** Stands where words were that may have told who somebody is. */
export const erasedWords = '[erased]';

/**
 * An entry without what it tells of the customer: who, where, whatever people wrote. What was sold, for how much, when and
 * what became of it stays. The same for an entry that is already without it.
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

/** Reasons are the sentences of Shopify, ManyChat or a mail server, which may quote what was typed or where it went. */
function stillTold<D extends { readonly reason?: string | undefined }>(data: D): D {
  return data.reason === undefined ? data : { ...data, reason: erasedWords };
}

const orderWithout = (order: IncomingOrder): IncomingOrder => ({
  ...order,
  content: contentWithout(order.content),
});

/** What the source says of an order, without who made it, where it goes and what anybody wrote. */
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
