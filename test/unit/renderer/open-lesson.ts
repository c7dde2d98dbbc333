import { createTrainerStore } from '../../../src/renderer/features/mail-templates/state/trainer-store.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import { documentIdSchema, entryIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { isProblem, Problem } from '../../../src/shared/problem.ts';
import type { TrainerView } from '../../../src/shared/trainer.ts';
import { pageClient } from './page-client.ts';
import { pageClock } from './page-clock.ts';

export const mail = documentIdSchema.parse('mail:1');
export const order = orderIdSchema.parse('mail:bloomdash:1');
export const entry = entryIdSchema.parse('order-received:1');

const view: TrainerView = {
  document: mail,
  sender: 'orders@bloomdash.example',
  subject: 'New order',
  receivedAt: 0,
  hasHtml: true,
  pieces: ['Petal code', 'BD-7', 'Hand-over sum', '₴62.00'],
  kind: 'needs-review',
  recipe: null,
  why: '',
  values: {
    placedAt: '2026-11-24T15:42',
    currency: 'UAH',
    deliveryFee: '12.00',
    total: '62.00',
    otherFees: [],
    items: [{ title: 'Rose', quantity: 2, unitPrice: '25.00', options: [] }],
  },
  confidence: { placedAt: 0.8, currency: 0.9, deliveryFee: 0.5, total: 0.97, items: 0.97 },
  review: [{ code: 'no-number' }],
  order: { id: order, number: '', needsReview: true, entry },
  others: 3,
};

type Answers = { readonly [command: string]: (input: never) => unknown };

/** A mail opened to be taught in an app that accepts any text; tests change the answers. */
export async function openLesson(answers: Answers = {}, shown: Partial<TrainerView> = {}) {
  const clock = pageClock();
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const usual: Answers = {
    'trainer.open': () => ({ ...view, ...shown }),
    'trainer.pick': ({ field, text }: { field: string; text: string }) =>
      field === 'item'
        ? { value: null, item: { title: text, quantity: 1, lineTotal: '9.00', options: [] } }
        : { value: text, item: null },
    'trainer.preview': () => ({
      sum: '',
      addsUp: true,
      recipe: 'bloomdash@2',
      problem: null,
      missed: [],
      replay: { same: 3, changed: 0, fixed: 1, broken: 0, unread: 0, mails: [] },
    }),
    'trainer.save': () => ({ recipe: 'bloomdash@2', healed: [order] }),
    'trainer.heal': () => ({ order }),
    ...answers,
  };
  const bridge: Bridge = {
    async call(name, input) {
      calls.push({ name, input });
      try {
        const answer = usual[name];
        if (!answer) throw new Problem('not-found', `no ${name}`);
        return { ok: true, value: await answer(input as never) }; // each answer matches its command
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { ok: false, error: { kind: isProblem(error) ? error.kind : 'bug', message } };
      }
    },
    on: () => () => undefined,
  };
  const store = createTrainerStore({
    client: pageClient(bridge),
    clock,
  });
  await store.open(mail);
  const lesson = () => {
    const now = store.getState();
    if (now.state !== 'ready') throw new Error(`the lesson is ${now.state}`);
    return now;
  };
  return { clock, store, lesson, calls: (name: string) => calls.filter((call) => call.name === name) };
}
