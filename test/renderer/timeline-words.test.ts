import { expect, it } from 'vitest';
import { stepsOf } from '../../src/renderer/features/order/timeline-words.ts';
import type { Entry } from '../../src/shared/entry.ts';
import { deskIdSchema, entryIdSchema, messageIdSchema, orderIdOf } from '../../src/shared/ids.ts';
import type { TimelineItem } from '../../src/shared/views.ts';

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
    desk: deskIdSchema.parse('desk'),
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

it('tells a refused notice that is parked once, where it can be tried again', () => {
  const taras = refused('1', 'Taras', 10);
  const olena = refused('2', 'Olena', 20);
  const step = parked('Taras', 10);
  expect(stepsOf([taras, step, olena])).toEqual([olena, step]);
});

it('keeps an earlier refusal of the same manager, which was tried again since', () => {
  const [first, second, step] = [refused('1', 'Taras', 10), refused('2', 'Taras', 20), parked('Taras', 20)];
  expect(stepsOf([first, second, step])).toEqual([step, first]);
});

it('shows the newest first, also of two at the same moment', () => {
  const [a, b] = [refused('1', 'Taras', 10), refused('2', 'Olena', 10)];
  expect(stepsOf([a, b, parked(null, 30)]).map(({ at }) => at)).toEqual([30, 10, 10]);
  expect(stepsOf([a, b])).toEqual([b, a]);
});
