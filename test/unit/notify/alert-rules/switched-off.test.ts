import { describe, expect, it } from 'vitest';
import type { BellDesk } from './bell-desk.ts';
import { clock, eachWithRings, minute, start, timeline } from './ringing-desks.ts';

eachWithRings();

describe('a source that is switched off at a computer', () => {
  it('neither rings nor shows there, rings at the others, and is passed on from there as ever', async () => {
    const [anna, taras] = [start('Anna'), start('Taras')];
    anna.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
    for (const desk of [anna, taras]) desk.silenced.set('shopify', desk === taras);
    const id = anna.order('1');
    await clock.advance(minute);
    expect([anna.ringer.ring().orders, anna.ringer.isForHere(id)]).toEqual([[], false]);
    await clock.advance(5 * minute);
    expect(timeline(id)).toMatchObject([{ step: 2, why: 'not-taken' }]);
    expect([taras.ringer.ring().orders, taras.toasts]).toEqual([[id], ['#1']]);
    expect(anna.toasts).toEqual([]);
  });

  it('neither rings nor shows there for news of an order that is taken already', async () => {
    const [anna, taras] = [start('Anna'), start('Taras')];
    anna.silenced.set('shopify', false);
    const id = anna.order('1');
    await clock.advance(minute);
    anna.take(id, 'Taras');
    await clock.advance(minute);
    for (const desk of [anna, taras]) {
      desk.toasts.length = 0;
      // as when a part that was merged into it is cancelled
      desk.events.emit({ kind: 'orders-changed', ids: [id], newIds: [id] });
      desk.toast([id]);
    }
    await clock.advance(minute);
    const rang = ({ heard }: BellDesk) => heard.filter(({ kind }) => kind === 'alert-once').length;
    expect([anna.toasts, rang(anna)]).toEqual([[], 0]);
    expect([taras.toasts, rang(taras)]).toEqual([['#1'], 1]);
  });

  it('rings for what still waits as soon as it is switched on again', async () => {
    const desk = start();
    desk.silenced.set('shopify', false);
    const id = desk.order('1');
    await clock.advance(minute);
    desk.silenced.set('shopify', true);
    expect(desk.ringer.ring().orders).toEqual([id]);
    expect(desk.silenced.all()).toEqual([]);
  });

  it('is no other source, and a new one rings unless it is told not to', async () => {
    const desk = start();
    desk.silenced.set('mail:bloomdash', false);
    const id = desk.order('1');
    await clock.advance(minute);
    expect(desk.ringer.ring().orders).toEqual([id]);
  });
});
