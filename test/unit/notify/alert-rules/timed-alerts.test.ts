import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../src/shared/alert-rules/rules.ts';
import { defaultRules } from '../../../../src/shared/alert-rules/rules.ts';
import { draftIdSchema, entryIdSchema } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import type { MailWarning } from '../../../../src/shared/trainer.ts';
import {
  anna,
  answers,
  blocks,
  clock,
  eachWithAShop,
  ends,
  hour,
  ledger,
  managers,
  minute,
  start,
  told,
  world,
} from './alert-shop.ts';

eachWithAShop();

describe('the end of a shift', () => {
  it('is told to the first manager once, with what the shift came to', async () => {
    const desk = start();
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'messenger' });
    await clock.advance(hour);
    const id = desk.order('1');
    desk.take(id, 'Taras');
    await clock.advance(hour);
    desk.book.setDuty({ manager: 'Taras', on: false, via: 'messenger' });
    await clock.advance(hour);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^Anna: Shift of Taras · .*12:00.*14:00.* · 1 order$/);
    expect(blocks[0]).toContain('Taken: Taras 1');
  });

  it('is told to whom the shop has chosen, and a press too many is no shift', async () => {
    const desk = start();
    desk.book.set({ ...defaultRules, digestTo: ['Olena'] }, 'Anna');
    for (const [on, wait] of [
      [true, minute],
      [false, minute],
      [true, hour],
      [false, minute],
    ] as const) {
      desk.book.setDuty({ manager: 'Taras', on, via: 'app' });
      await clock.advance(wait);
    }
    expect(told.map((line) => line.split(':')[0])).toEqual(['Olena']);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['the first manager', ['Gone'], ['Anna']],
    ['the others', ['Gone', 'Olena', 'Taras'], ['Olena', 'Taras']],
  ])('is told to %s where one whom the shop has chosen has left', async (_, digestTo, whom) => {
    const desk = start();
    desk.book.set({ ...defaultRules, digestTo }, 'Anna');
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    await clock.advance(hour);
    desk.book.setDuty({ manager: 'Taras', on: false, via: 'app' });
    await clock.advance(2 * minute);
    expect(told.map((line) => line.split(':')[0] ?? '').toSorted()).toEqual(whom);
  });
});

describe('a link that nobody has paid', () => {
  const draftId = draftIdSchema.parse('draft-1');
  const draft = (state: 'ready' | 'paid', key: string): void => {
    ledger.entries.append({
      id: entryIdSchema.parse(`draft:${key}`),
      orderId: null,
      at: clock.now(),
      by: 'Olena',
      kind: 'draft-changed',
      data: {
        draftId,
        state,
        tag: 'ob-1',
        name: '#D7',
        title: 'Autumn bouquet',
        customerName: 'Iryna',
        invoiceUrl: 'https://shop.example/i/1',
        total: { minor: 90_000, currency: 'UAH' },
      },
    });
  };
  const unpaidFor = (unpaidHours: number): Rule => {
    const rule = defaultRules.rules.find(({ occasion }) => occasion === 'unpaid');
    if (!rule) throw new Error('there is a usual rule for unpaid links');
    return { ...rule, when: { unpaidHours } };
  };

  it('is told once to who made it, when it has waited for as long as the rule says', async () => {
    const desk = start();
    desk.book.set({ rules: [unpaidFor(3)], quiet: [] }, 'Anna');
    draft('ready', 'made');
    await clock.advance(3 * hour - minute);
    expect(told).toEqual([]);
    await clock.advance(2 * minute);
    expect(told).toEqual(['Olena: Payment link unpaid for 3 h: #D7']);
    await clock.advance(30 * hour);
    expect(told).toHaveLength(1);
  });

  it('is not told of once it is paid, nor of one that was old when the app first looked', async () => {
    draft('ready', 'made');
    await clock.advance(40 * hour);
    const desk = start();
    await clock.advance(minute);
    expect(told).toEqual([]);
    desk.book.set({ rules: [unpaidFor(41)], quiet: [] }, 'Anna');
    draft('paid', 'paid');
    await clock.advance(3 * hour);
    expect(told).toEqual([]);
  });
});

describe('a source that is silent', () => {
  const silent: MailWarning = {
    kind: 'silence',
    sender: 'orders@bloomdash.example',
    family: 'bloomdash',
    text: 'No order from Bloomdash',
    since: Date.parse('2025-03-04T06:00:00Z'),
    document: null,
  };

  it('is told once for each silence, and not when it is heard again before the notice has left', async () => {
    const desk = start();
    anna(desk);
    world.warnings = [silent];
    await clock.advance(hour);
    expect(told).toEqual(['Anna: mail:bloomdash is silent: nothing for 4 h']);
    world.warnings = [];
    await clock.advance(hour);
    world.warnings = [silent];
    await clock.advance(hour);
    expect(told).toHaveLength(1);
    world.warnings = [{ ...silent, since: silent.since + 5 * hour }];
    await clock.advance(hour);
    expect(told).toHaveLength(2);
  });

  it('that cannot be read is told after a while, and once however often the app is started', async () => {
    const down = (): MailWarning => ({ ...silent, kind: 'stopped', family: 'gmail', since: clock.now() });
    const first = start();
    anna(first);
    world.warnings = [down()];
    await clock.advance(14 * minute);
    expect(told).toEqual([]);
    await clock.advance(2 * minute);
    await first.stop();
    world.warnings = [down()];
    const second = start();
    await clock.advance(hour);
    await second.stop();
    expect(told).toEqual(['Anna: orders@bloomdash.example cannot be read']);
  });

  it('is told with each of its mails that cannot be fetched, each once', async () => {
    const stuck = (id: string): MailWarning => ({
      ...silent,
      kind: 'unfetched',
      mail: { id, cameAt: clock.now() },
      since: clock.now(),
    });
    const desk = start();
    anna(desk);
    world.warnings = [stuck('m1')];
    await clock.advance(14 * minute);
    expect(told).toEqual([]);
    world.warnings = [...world.warnings, stuck('m2')];
    await clock.advance(2 * minute);
    expect(told).toEqual(['Anna: A mail from mail:bloomdash cannot be fetched']);
    expect(blocks[0]).toContain('Received 4 Mar, 12:00');
    await clock.advance(hour);
    expect(told).toHaveLength(2);
    expect(blocks[1]).toContain('Received 4 Mar, 12:14');
  });

  it.each(['silence', 'stopped'] as const)(
    'of %s is told by the next process, unless that one hears it first',
    async (kind) => {
      for (const isHeard of [false, true]) {
        const warning: MailWarning = { ...silent, kind, family: `of-${isHeard}`, since: clock.now() - hour };
        answers.set('Anna', () => {
          throw new Problem('unreachable', 'No connection');
        });
        const first = start();
        anna(first);
        world.warnings = [warning];
        await clock.advance(minute);
        await first.stop();
        answers.clear();
        Object.assign(world, { warnings: [], isAsked: false });
        const second = start();
        await clock.advance(minute / 2);
        world.isAsked = isHeard;
        await clock.advance(2 * minute);
        await second.stop();
      }
      expect(told).toHaveLength(1);
      expect(ends()).toEqual(['Anna sent', 'Anna off']);
    },
  );

  it('is told by the computer that listens alone', async () => {
    start(ledger, 'Anna', false);
    world.warnings = [silent];
    await clock.advance(hour);
    expect(told).toEqual([]);
  });
});

describe('a Messenger window that soon shuts', () => {
  it('asks whoever is on duty for one tap, once, with a button, two hours before', async () => {
    const desk = start();
    anna(desk);
    world.heardAt = clock.now();
    await clock.advance(21 * hour);
    expect(told).toEqual([]);
    await clock.advance(hour);
    expect(told).toEqual(['Anna: Messenger stops showing you new orders: 11:50.']);
    expect(blocks[0]).toContain('"caption":"I am here"');
    expect(blocks[0]).toContain('"intent":"start-shift"');
    await clock.advance(hour);
    expect(told).toHaveLength(1);
  });

  it('is asked about once, also when the app starts anew before ManyChat has said until when it is open', async () => {
    const first = start();
    const [manager] = managers;
    if (!manager) throw new Error('there are managers');
    first.deeds.shift(true, manager.subscriberId);
    world.heardAt = clock.now() + 400;
    await clock.advance(22 * hour);
    expect(told).toHaveLength(1);
    await first.stop();
    world.contactMs = 300;
    start();
    await clock.advance(5 * minute);
    expect(told).toHaveLength(1);
  });

  it('is asked about by the next process where ManyChat could not be reached before', async () => {
    const first = start();
    anna(first);
    world.heardAt = clock.now();
    answers.set('Anna', () => {
      throw new Problem('unreachable', 'No connection');
    });
    await clock.advance(22 * hour);
    await first.stop();
    answers.clear();
    world.contactMs = 300;
    start();
    await clock.advance(5 * minute);
    expect(told).toHaveLength(1);
    expect(ends()).toEqual(['Anna sent']);
  });

  it('is open for another day once the button is pressed, before ManyChat says so', async () => {
    const desk = start();
    anna(desk);
    world.heardAt = clock.now();
    await clock.advance(22 * hour);
    const [manager] = managers;
    if (!manager) throw new Error('there are managers');
    desk.deeds.shift(true, manager.subscriberId);
    expect(desk.reachability.of('Anna')).toMatchObject({ state: 'open' });
  });
});
