import { describe, expect, it } from 'vitest';
import { createChatHandlers } from '../../../src/main/ipc/chat-handlers.ts';
import { foldPerson } from '../../../src/shared/fold-person.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact } from '../../support/orders.ts';

const subscriberId = subscriberIdSchema.parse('24680135790246802469');

function setUp() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const handlers = createChatHandlers({
    ledger,
    clock,
    manager: () => 'Daria',
    status: () => {
      throw new Error('not asked');
    },
  });
  const ask = (at: number, product?: string) =>
    ledger.entries.append(
      fact({
        id: `ask:${at}`,
        kind: 'touched',
        orderId: null,
        at,
        data: {
          subscriberId,
          name: 'Olena',
          wantsManager: true,
          ...(product && { product: { productId: product, title: product } }),
        },
      }),
    );
  const person = () => ledger.people.get(subscriberId);
  const answer = (upTo: number) => handlers['chats.answer']({ subscriberId, upTo });
  const takeBack = (upTo: number, over: number) => handlers['chats.answer']({ subscriberId, upTo, over });
  return { ledger, clock, ask, answer, takeBack, person };
}

describe('an ask', () => {
  it('is answered by a named manager, and reopened by undo', async () => {
    const { ask, answer, takeBack, person, ledger } = setUp();
    ask(10, 'vase');
    expect(person()).toMatchObject({ wantsManager: true, askedAt: 10, answeredBy: null });
    expect(await answer(10)).toMatchObject({ wantsManager: false, wants: [], answeredBy: 'Daria' });
    expect(await takeBack(0, 10)).toMatchObject({
      wantsManager: true,
      answeredBy: null,
      wants: [{ productId: 'vase' }],
    });
    expect(ledger.entries.list().map(({ kind }) => kind)).toEqual([
      'touched',
      'chat-answered',
      'chat-answered',
    ]);
    expect(ledger.verify()).toEqual([]);
  });

  it('that came while the manager answered an earlier one stays open', async () => {
    const { ask, answer } = setUp();
    ask(10, 'vase');
    ask(20, 'mug');
    expect(await answer(10)).toMatchObject({ wantsManager: true, wants: [{ productId: 'mug' }] });
    expect(await answer(20)).toMatchObject({ wantsManager: false });
  });

  it('that has not come yet cannot be answered', async () => {
    const { ask, answer, person } = setUp();
    ask(10, 'vase');
    expect(await answer(Number.MAX_SAFE_INTEGER)).toMatchObject({ wantsManager: false, answeredTo: 10 });
    ask(20, 'mug');
    expect(person()).toMatchObject({ wantsManager: true, wants: [{ productId: 'mug' }] });
  });

  it('after an answer brings the person back, without earlier questions', async () => {
    const { ask, answer, person } = setUp();
    ask(10, 'vase');
    await answer(10);
    ask(30, 'mug');
    expect(person()).toMatchObject({ wantsManager: true, askedAt: 30, wants: [{ productId: 'mug' }] });
  });

  it('stays answered when an earlier answer is undone or repeated', async () => {
    const { ask, answer, takeBack, person } = setUp();
    ask(10, 'vase');
    await answer(10);
    ask(20, 'mug');
    await answer(20);
    expect(() => takeBack(0, 10)).toThrow('Another manager already changed this chat');
    await answer(10);
    expect(person()).toMatchObject({ wantsManager: false, answeredTo: 20, answeredBy: 'Daria' });
    // one's own are taken back one after the other
    await takeBack(10, 20);
    expect(await takeBack(0, 10)).toMatchObject({ wantsManager: true, answeredTo: 0 });
  });

  it('answered twice is one fact', async () => {
    const { ask, answer, ledger } = setUp();
    ask(10);
    await answer(10);
    await answer(10);
    expect(ledger.entries.list()).toHaveLength(2);
  });

  it('is as open, whatever order the facts arrive in', async () => {
    const { ask, answer, takeBack, ledger, person } = setUp();
    ask(10, 'vase');
    await answer(10);
    await takeBack(0, 10);
    ask(20, 'mug');
    await answer(20);
    ask(30, 'cup');
    const facts = ledger.entries.list();
    for (let turn = 0; turn < facts.length; turn += 1) {
      const shuffled = [...facts.slice(turn), ...facts.slice(0, turn)].toReversed();
      expect(foldPerson(subscriberId, shuffled)).toEqual(person());
    }
    expect(person()).toMatchObject({ wantsManager: true, decisions: 3, wants: [{ productId: 'cup' }] });
  });
});

it('shows waiting people first, however many only browsed since', async () => {
  const { ask, ledger } = setUp();
  ask(1);
  for (let id = 1; id <= 30; id += 1) {
    const data = { subscriberId: String(id), name: `P${id}`, wantsManager: false };
    ledger.entries.append(fact({ id: `t${id}`, kind: 'touched', orderId: null, at: 10 + id, data }));
  }
  const listed = ledger.people.list(5);
  expect(listed).toHaveLength(6);
  expect(listed.at(-1)).toMatchObject({ subscriberId, wantsManager: true });
});

it('refuses to answer a person who never wrote', () => {
  const { answer } = setUp();
  expect(() => answer(1)).toThrow(/no customer/);
});
