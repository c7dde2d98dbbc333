import { draftIdSchema } from '../../src/shared/ids.ts';
import type { DraftDetail, DraftRow } from '../../src/shared/views.ts';

/** An ordinary draft order of the list, with overrides. */
export const draftRow = (parts: Partial<DraftRow> = {}): DraftRow => ({
  id: draftIdSchema.parse('d1'),
  state: 'ready',
  name: '#D1',
  title: 'Peony',
  customerName: '',
  total: null,
  invoiceUrl: 'https://pay.example/1',
  reason: null,
  createdAt: 0,
  changedAt: 0,
  orderId: null,
  orderIds: [],
  shopifyId: 'gid://shopify/DraftOrder/1',
  shop: 'petals.myshopify.com',
  madeBy: 'Anna',
  subscriberId: null,
  variants: [],
  sendings: [],
  openedAt: null,
  closing: null,
  replaces: null,
  replacedBy: null,
  round: 1,
  work: null,
  lacking: [],
  isPaidTwice: false,
  ...parts,
});

/** The details of a draft order for its page. */
export const draftDetail = (parts: Partial<DraftDetail> = {}): DraftDetail => ({
  draft: draftRow(),
  timeline: [],
  form: null,
  suggestion: { text: '', subject: '', email: '' },
  person: null,
  replaces: null,
  replacedBy: null,
  ...parts,
});
