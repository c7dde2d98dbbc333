import { expect, it } from 'vitest';
import { draftSentence, isDraftEntry } from '../../../src/renderer/components/order/draft-words.ts';
import {
  isByPerson,
  sentenceOf,
  stepsOf,
} from '../../../src/renderer/features/order/history/timeline-words.ts';
import { createI18n } from '../../../src/renderer/lib/i18n/i18n.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import { entryIdSchema, messageIdSchema, orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { TimelineItem } from '../../../src/shared/views.ts';
import { entryOf } from '../../support/orders.ts';

const closed = 'The window is closed. It opens when the manager writes';

function refused(id: string, manager: string, at: number): TimelineItem {
  const data = { manager, channel: 'messenger', state: 'refused', at, reason: closed } as const;
  const entry: Entry = {
    id: entryIdSchema.parse(id),
    orderId: orderIdOf('shopify', '1'),
    kind: 'notified',
    at,
    recordedAt: at,
    seq: at,
    by: 'orderbell',
    desk: workstationIdSchema.parse('desk'),
    data,
  };
  return { step: 'entry', at, entry };
}
const parked = (manager: string | null, at: number): TimelineItem => ({
  step: 'parked',
  at,
  reason: closed,
  messageId: messageIdSchema.parse(`m-${manager}`),
  manager,
});

it('shows a parked refused notification once, with its retry', () => {
  const taras = refused('1', 'Taras', 10);
  const olena = refused('2', 'Olena', 20);
  const step = parked('Taras', 10);
  expect(stepsOf([taras, step, olena])).toEqual([olena, step]);
});

it('keeps an earlier refusal of a manager that was retried', () => {
  const [first, second, step] = [refused('1', 'Taras', 10), refused('2', 'Taras', 20), parked('Taras', 20)];
  expect(stepsOf([first, second, step])).toEqual([step, first]);
});

it('shows the newest first, also of two at the same moment', () => {
  const [a, b] = [refused('1', 'Taras', 10), refused('2', 'Olena', 10)];
  expect(stepsOf([a, b, parked(null, 30)]).map(({ at }) => at)).toEqual([30, 10, 10]);
  expect(stepsOf([a, b])).toEqual([b, a]);
});

it.each([
  ['by-hand', 'Anna', 'Anna corrected what was read from the mail', true],
  ['by-recipe', 'orderbell', 'read again with a newer template', false],
] as const)('names the person or parser that corrected a mail: %s', (corrected, by, sentence, isPerson) => {
  const entry: Entry = {
    id: entryIdSchema.parse('1'),
    orderId: orderIdOf('mail:dostavo', '1'),
    kind: 'order-updated',
    at: 1,
    recordedAt: 1,
    seq: 1,
    by,
    desk: workstationIdSchema.parse('desk'),
    data: {
      order: {
        source: 'mail:dostavo',
        sourceId: '1',
        version: 2,
        content: { number: 'DS-1', paymentStatus: 'unknown', customer: {}, items: [] },
      },
      corrected,
    },
  };
  const t = createI18n('en').getFixedT('en', ['order', 'common'] as const);
  expect(
    sentenceOf(entry, {
      t,
      said: (text) => text,
      moment: String,
      ofDraft: () => '',
      nameOf: (source) => source,
    }),
  ).toBe(sentence);
  expect(isByPerson(entry)).toBe(isPerson);
});

it('names who cancelled a part, or Shopify for a copy', () => {
  const textOf = (data: object): string =>
    sentenceOf(entryOf({ id: '1', kind: 'copy-told', data: { version: 1, ...data } }), {
      t: createI18n('en').getFixedT('en', ['order', 'common'] as const),
      said: (text) => text,
      nameOf: (source) => (source === 'mail:dostavo' ? 'Dostavo' : source),
      moment: String,
      ofDraft: () => '',
    });
  const cancelled = { paymentStatus: 'paid', cancelledAt: '2025-03-04T10:05:00Z' };
  expect(textOf({ copy: 'mail:dostavo:DS-1', why: 'merged', number: 'DS-1', ...cancelled })).toBe(
    'Dostavo, duplicate DS-1: paid, cancelled',
  );
  expect(textOf({ copy: 'shopify:7', ...cancelled })).toBe('Shopify copy: paid, cancelled');
});

it.each([
  ['done', undefined, 'Orderbell deleted it'],
  ['refused', 'Its link works', 'not deleted: Its link works'],
  ['done', 'The draft order was deleted in Shopify', 'The draft order was deleted in Shopify'],
] as const)('reports the outcome of a leftover draft order: %s, %s', (state, reason, words) => {
  const data = {
    draftId: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11',
    end: 'leftover',
    attempt: 1,
    state,
    reason,
  };
  const entry = entryOf({ id: '1', kind: 'draft-closing', data });
  if (!isDraftEntry(entry)) throw new Error('it is one of a draft order');
  expect(
    draftSentence(entry, { t: createI18n('en').getFixedT('en', 'drafts'), said: (text) => text }),
  ).toContain(words);
});
