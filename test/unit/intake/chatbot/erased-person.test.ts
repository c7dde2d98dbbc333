import { expect, it } from 'vitest';
import type { Ledger } from '../../../../src/main/ports.ts';
import { subscriberIdSchema } from '../../../../src/shared/ids.ts';
import { fact } from '../../../support/orders.ts';
import { bot } from './bot.ts';

const olha = subscriberIdSchema.parse('42');
const minute = 60_000;

const contactAt = (at: number) => ({
  id: olha,
  name: 'Olha K.',
  last_input_text: 'still here',
  last_interaction: new Date(at).toISOString(),
});
const eraseAt = (ledger: Ledger, at: number) =>
  ledger.entries.append(
    fact({
      id: `erased:person:42:${at}`,
      kind: 'customer-erased',
      orderId: null,
      at,
      data: { person: '42' },
    }),
  );

it('shows who writes again after they were erased, and asks for a manager, though the erasing clock was fast', async () => {
  const { ledger, clock, touch, person } = bot();
  await touch({ contact: contactAt(clock.now() - minute) });
  const erasedAt = clock.now() + 2 * minute;
  eraseAt(ledger, erasedAt);
  expect(person(olha)).toBeNull();
  await clock.advance(minute);
  await touch({ contact: contactAt(erasedAt - minute) });
  expect(person(olha)).toMatchObject({ name: 'Olha K.', lastWords: 'still here', wantsManager: false });
  await touch({ contact: contactAt(erasedAt - minute), intent: 'manager' });
  expect(person(olha)).toMatchObject({ name: 'Olha K.', wantsManager: true, touches: 2 });
  expect(ledger.verify()).toEqual([]);
});

it('shows who writes again after they were erased by a computer whose clock is fast, and which hears of it', async () => {
  const lead = 20 * minute;
  const { ledger, clock, touch, person } = bot({ ahead: () => lead });
  const right = () => clock.now() - lead;
  await touch({ contact: contactAt(right() - 30 * minute) });
  eraseAt(ledger, clock.now());
  await clock.advance(minute);
  // a visit that ended before they were erased, and is told for the first time
  await touch({ contact: contactAt(right() - 15 * minute) });
  expect(person(olha)).toBeNull();
  await touch({ contact: contactAt(right()) });
  expect(person(olha)).toMatchObject({ name: 'Olha K.', touches: 1 });
});

it('brings nobody back who was erased when a visit of before is told again, be it an ask after one that was answered', async () => {
  const { ledger, clock, touch, person } = bot();
  const visit = clock.now() - minute;
  await touch({ contact: contactAt(visit - minute), intent: 'manager' });
  const data = { subscriberId: '42', answered: true, upTo: person(olha)?.askedAt, decision: 1 };
  ledger.entries.append(fact({ id: 'answered', kind: 'chat-answered', orderId: null, data }));
  await touch({ contact: contactAt(visit) });
  await touch({ contact: contactAt(visit), intent: 'manager' });
  expect(person(olha)).toMatchObject({ wantsManager: true, decisions: 1 });
  eraseAt(ledger, clock.now());
  await touch({ contact: contactAt(visit) });
  await touch({ contact: contactAt(visit), intent: 'manager' });
  expect(person(olha)).toBeNull();
  expect(ledger.people.isErased(olha)).toBe(true);
});

it('brings nobody back who was erased when a visit of long before is told for the first time, and keeps no word of it', async () => {
  const { ledger, clock, touch, person } = bot();
  const visit = clock.now() - 60 * minute;
  await touch({ contact: contactAt(visit - minute) });
  eraseAt(ledger, clock.now());
  await clock.advance(minute);
  await touch({ contact: contactAt(visit) });
  expect(person(olha)).toBeNull();
  expect(JSON.stringify(ledger.entries.list())).not.toContain('Olha');
  await touch({ contact: contactAt(visit), intent: 'manager' });
  expect(person(olha)).toMatchObject({ name: 'Olha K.', wantsManager: true, touches: 1 });
  expect(ledger.verify()).toEqual([]);
});
