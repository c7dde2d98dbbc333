import { expect, it } from 'vitest';
import { draftChanged, draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { forgetForms, formDays } from '../../../src/main/selling/forget-forms.ts';
import { createPendingDrafts } from '../../../src/main/selling/pending-drafts.ts';
import { tieOrder } from '../../../src/main/selling/tie-to-draft.ts';
import type { DraftFactState } from '../../../src/shared/entry.ts';
import { draftFactStates } from '../../../src/shared/entry.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

const dayMs = 86_400_000;
const ended: ReadonlySet<DraftFactState> = new Set([
  'paid',
  'failed',
  'expired',
  'cancelled',
  'replaced',
  'deleted',
]);

function withDraft(state: DraftFactState) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const pending = createPendingDrafts(ledger);
  const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
  const id = draftIdSchema.parse(key);
  const items = [{ title: 'Bouquet', quantity: 1, unitPrice: '640' }];
  const form = draftOrderFormSchema.parse({ key, currency: 'UAH', items, customer: { name: 'Olena' } });
  pending.begin(id, form, { by: 'Anna' });
  ledger.entries.append(
    draftChanged({ draftId: id, tag: draftTagOf(id), state }, { at: clock.now(), by: 'Anna' }),
  );
  return { clock, ledger, pending, id, form };
}

it.each(draftFactStates)('a form is kept while a draft order %s, and deleted later', async (state) => {
  const { clock, ledger, pending, id, form } = withDraft(state);
  await clock.advance(formDays * dayMs);
  expect(forgetForms(ledger, pending, clock)).toBe(0);
  expect(pending.form(id)).toEqual(form);
  await clock.advance(1);
  expect(forgetForms(ledger, pending, clock)).toBe(ended.has(state) ? 1 : 0);
  expect(pending.form(id)).toEqual(ended.has(state) ? null : form);
  const left = ended.has(state) ? [] : ['form', 'round'];
  // another try counts on, and looks for what the failure has left
  expect(ledger.settings.names('draft.', '')).toEqual(
    (state === 'failed' ? ['round'] : left).map((name) => `draft.${id}.${name}`),
  );
});

it('a form is deleted also after a checkout without money', async () => {
  const { clock, ledger, pending, id } = withDraft('ready');
  const draft = ledger.drafts.get(id);
  if (!draft) throw new Error('there is no draft order');
  tieOrder(ledger, clock, { draft, orderId: orderIdSchema.parse('shopify:1'), paymentStatus: 'pending' });
  pending.closed(id); // its leftover checkout is closed
  await clock.advance(formDays * dayMs + 1);
  expect(forgetForms(ledger, pending, clock)).toBe(1);
});

it('a form goes while the app keeps running', async () => {
  const { clock, ledger, pending, id } = withDraft('cancelled');
  const selling = createSelling({ client: null, ledger, clock, log: quietLog() });
  await selling.resume();
  expect(pending.form(id)).not.toBeNull();
  for (let day = 0; day <= formDays + 1; day += 1) await clock.advance(dayMs);
  expect(selling.formOf(id)).toBeNull();
  await selling.stop();
});
