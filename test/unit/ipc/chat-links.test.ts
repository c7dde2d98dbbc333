import { expect, it } from 'vitest';
import { createSellingHandlers } from '../../../src/main/ipc/selling-handlers.ts';
import { draftChanged, draftTagOf, linkSent } from '../../../src/main/selling/draft-fact.ts';
import { draftIdSchema, subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact } from '../../support/orders.ts';

const person = subscriberIdSchema.parse('7');
const notAsked = () => {
  throw new Error('not asked');
};

it('lists with each chat what became of its last payment link', async () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const handlers = createSellingHandlers({
    ledger,
    clock,
    calculate: notAsked,
    findCustomers: notAsked,
    shop: null,
    relay: { nudge: notAsked },
  });
  const links = async () => (await handlers['chats.list'](undefined)).map(({ link }) => link);
  const draft = (name: string, at: number, state: 'ready' | 'paid') => {
    const draftId = draftIdSchema.parse(name);
    const linked = { draftId, tag: draftTagOf(draftId), state, subscriberId: person };
    ledger.entries.append(
      draftChanged({ ...linked, total: { minor: 64_050, currency: 'UAH' } }, { at, by: 'Anna' }),
    );
    return draftId;
  };
  const data = { subscriberId: person, name: 'Olena', wantsManager: false };
  ledger.entries.append(fact({ id: 'touch:1', kind: 'touched', orderId: null, at: 10, data }));
  expect(await links()).toEqual([null]);

  draft('0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11', 20, 'paid');
  const last = draft('5a3b1c9e-1111-4a53-9d5e-2f9f0a2f6c22', 30, 'ready');
  expect(await links()).toMatchObject([{ id: last, state: 'ready', total: { minor: 64_050 } }]);

  const sent = {
    draftId: last,
    sending: 's',
    via: 'copied',
    to: '',
    state: 'sent',
    reminder: false,
  } as const;
  ledger.entries.append(linkSent(sent, { at: 40, by: 'Anna' }));
  expect(await links()).toMatchObject([{ id: last, state: 'sent', changedAt: 40 }]);

  draft('5a3b1c9e-1111-4a53-9d5e-2f9f0a2f6c22', 50, 'paid');
  expect(await links()).toMatchObject([{ id: last, state: 'paid' }]);
  ledger.close();
});
