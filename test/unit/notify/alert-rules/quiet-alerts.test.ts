import { describe, expect, it } from 'vitest';
import type { Hours } from '../../../../src/shared/alert-rules/hours.ts';
import { defaultRules } from '../../../../src/shared/alert-rules/rules.ts';
import { entryIdSchema } from '../../../../src/shared/ids.ts';
import {
  clock,
  eachWithAShop,
  hour,
  ledger,
  managers,
  messenger,
  minute,
  running,
  start,
  told,
} from './alert-shop.ts';
import { startBellDesk } from './bell-desk.ts';

eachWithAShop();

/** It is noon in Kyiv. */
const noon: Hours = { days: [1, 2, 3, 4, 5, 6, 7], from: '11:00', to: '23:00' };
const quiet = ['Anna', 'Taras'].map((manager) => ({ manager, hours: noon }));
const rules = defaultRules.rules.filter(({ occasion }) => occasion === 'cancelled');

describe('an alert in the quiet hours of all but one', () => {
  it('is told to none of them where he, to whom no message goes, sits at a computer that shows it', async () => {
    const team = managers.map((one) => (one.name === 'Olena' ? { ...one, subscriberId: null } : one));
    const desk = startBellDesk({ ledger, clock, managers: team, manychat: messenger, person: 'Olena' });
    running.push(desk);
    desk.book.set({ ...defaultRules, rules, quiet }, 'Anna');
    desk.order('1');
    await clock.advance(minute);
    desk.cancelled('1');
    await clock.advance(hour);
    expect(told).toEqual([]);
    expect(desk.toasts).toContain('Cancelled at the source: #1 · shopify');
  });
});

/** All have quiet hours now. @param loud whether each rule rings in them */
function startAsleep(loud: boolean) {
  const desk = start();
  const all = managers.map(({ name }) => ({ manager: name, hours: noon }));
  desk.book.set({ rules: defaultRules.rules.map((rule) => ({ ...rule, loud })), quiet: all }, 'Anna');
  return desk;
}

it.each([false, true])(
  'an order that another manager put off is shown at its time in quiet hours, and knocks only where its rule is loud: %s',
  async (loud) => {
    const desk = startAsleep(loud);
    const id = desk.order('1');
    desk.take(id, 'Anna');
    ledger.entries.append({
      id: entryIdSchema.parse('put-off'),
      orderId: id,
      at: clock.now(),
      by: 'Taras',
      kind: 'snoozed',
      data: { until: clock.now() + hour, decision: 2 },
    });
    await clock.advance(hour);
    expect(desk.toasts).toContain('#1');
    expect(desk.heard.filter(({ kind }) => kind === 'alert-once')).toEqual(
      loud ? [{ kind: 'alert-once', sound: 'knock' }] : [],
    );
  },
);

it.each([false, true])(
  'an alert is shown in the quiet hours of all, and rings in them only where its rule is loud: %s',
  async (loud) => {
    const desk = startAsleep(loud);
    const id = desk.order('1');
    desk.cancelled('1');
    await clock.advance(minute);
    expect(told).toContain('Anna: Cancelled at the source: #1 · shopify');
    expect(desk.toasts).toContain('Cancelled at the source: #1 · shopify');
    const rang = () => desk.heard.flatMap((event) => (event.kind === 'alert-once' ? [event.sound] : []));
    expect(rang()).toEqual(loud ? ['knock'] : []);
    // as when a part that was merged into it is cancelled
    desk.events.emit({ kind: 'orders-changed', ids: [id], newIds: [id] });
    expect(rang()).toEqual(loud ? ['knock', 'question'] : []);
  },
);
