import { describe, expect, it } from 'vitest';
import { howSure } from '../../../src/renderer/features/mail-templates/state/how-sure.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { entry, mail, openLesson } from './open-lesson.ts';
import { gate, settle } from './page-clock.ts';

describe('pointing', () => {
  it('asks for required values first, then doubtful and usual ones', async () => {
    const { store, lesson } = await openLesson();
    const asked = [lesson().asked];
    for (const text of ['BD-7', 'Ann Lee', '067', 'Kyiv', '12.00']) {
      await store.pick({ text });
      asked.push(lesson().asked);
    }
    expect(asked).toEqual(['orderNumber', 'customerName', 'phone', 'address', 'deliveryFee', null]);
  });

  it('fills the requested value with its place, confirmed by a person', async () => {
    const { store, lesson } = await openLesson();
    expect(howSure('orderNumber', lesson())).toBe('unread');
    await store.pick({ text: 'BD-7', place: { first: 1, last: 1 } });
    expect(lesson()).toMatchObject({
      form: { fields: { orderNumber: 'BD-7' } },
      places: { orderNumber: { first: 1, last: 1 } },
      picked: { kind: 'taken', ask: 'orderNumber', value: 'BD-7' },
    });
    expect(howSure('orderNumber', lesson())).toBe('yours');
    expect(howSure('total', lesson())).toBe('sure');
    expect(howSure('deliveryFee', lesson())).toBe('guess');
  });

  it('changes nothing for a text without such a value, and says so', async () => {
    const { store, lesson } = await openLesson({ 'trainer.pick': () => ({ value: null, item: null }) });
    const { form } = lesson();
    await store.pick({ text: 'Petal code' });
    expect(lesson()).toMatchObject({
      form,
      asked: 'orderNumber',
      picked: { kind: 'unfit', ask: 'orderNumber' },
    });
  });

  it('assigns a late answer to its value, and keeps the current question', async () => {
    const answer = gate();
    const { store, lesson } = await openLesson({
      'trainer.pick': async ({ text }: { text: string }) => {
        await answer.opened;
        return { value: text, item: null };
      },
    });
    const picking = store.pick({ text: 'BD-7' });
    store.ask('notes');
    answer.open();
    await picking;
    expect(lesson()).toMatchObject({ asked: 'notes', form: { fields: { orderNumber: 'BD-7', notes: '' } } });
  });

  it.each(['before', 'after'])(
    'selects a double-clicked word for the first click’s value, answered %s',
    async (when) => {
      const answer = gate();
      const { store, lesson } = await openLesson({
        'trainer.pick': async ({ text }: { text: string }) => {
          if (text === 'Code BD-7' && when === 'after') await answer.opened;
          return { value: text, item: null };
        },
      });
      const first = store.pick({ text: 'Code BD-7' });
      if (when === 'before') await first;
      await store.pick({ text: 'BD-7', again: true });
      answer.open();
      await first;
      expect(lesson().form.fields.orderNumber).toBe('BD-7');
      expect(lesson().form.fields.placedAt).toBe('2026-11-24T15:42');
      expect(lesson().picked).toMatchObject({ ask: 'orderNumber', value: 'BD-7' });
    },
  );

  it('adds a row for each picked item, and keeps asking for items', async () => {
    const { store, lesson } = await openLesson();
    store.ask('item');
    await store.pick({ text: 'Vase' });
    await store.pick({ text: 'Card' });
    expect(lesson().form.items.map(({ title }) => title)).toEqual(['Rose', 'Vase', 'Card']);
    expect(new Set(lesson().form.items.map(({ key }) => key)).size).toBe(3);
    expect(lesson().asked).toBe('item');
  });

  it('takes of a fee its words and its amount', async () => {
    const { store, lesson } = await openLesson({
      'trainer.pick': () => ({ value: '15.00', item: null }),
    });
    store.ask('fee');
    await store.pick({ text: 'Packing\n₴15.00' });
    expect(lesson().form.fees).toMatchObject([{ label: 'Packing', amount: '15.00' }]);
  });
});

describe('the preview', () => {
  it('is requested once per run of changes, one form at once', async () => {
    const first = gate();
    let answered = 0;
    const { clock, store, lesson, calls } = await openLesson({
      'trainer.preview': async () => {
        answered += 1;
        if (answered === 1) await first.opened;
        return { sum: '', addsUp: true, recipe: null, problem: `no. ${answered}`, missed: [], replay: null };
      },
    });
    await clock.advance(10);
    for (const text of ['B', 'BD', 'BD-7']) store.type('orderNumber', text);
    await clock.advance(600);
    expect(calls('trainer.preview')).toHaveLength(1);
    first.open();
    await settle();
    expect(calls('trainer.preview')).toHaveLength(2);
    expect(calls('trainer.preview').at(-1)?.input).toMatchObject({ values: { orderNumber: 'BD-7' } });
    expect(lesson().preview).toMatchObject({ state: 'ready', value: { problem: 'no. 2' } });
  });

  it('waiting for a form that can be understood', async () => {
    const { clock, store, lesson, calls } = await openLesson();
    await clock.advance(10);
    const before = calls('trainer.preview').length;
    store.type('total', 'much');
    await clock.advance(2000);
    expect(lesson().preview).toEqual({ state: 'idle' });
    expect(calls('trainer.preview')).toHaveLength(before);
  });
});

describe('ending a lesson', () => {
  it('keeps all picked values when saving is refused, with the reason', async () => {
    const { store, lesson } = await openLesson({
      'trainer.save': () => {
        throw new Problem('refused', '2 mails that are read completely now would no longer be');
      },
    });
    await store.pick({ text: 'BD-7' });
    expect(await store.save('Bloomdash')).toBe(null);
    expect(lesson()).toMatchObject({
      form: { fields: { orderNumber: 'BD-7' } },
      saving: { state: 'refused', what: 'recipe', error: { kind: 'refused' } },
    });
  });

  it('saves once when it is asked to twice', async () => {
    const { store, calls } = await openLesson();
    const [saved, again] = await Promise.all([store.save('Bloomdash'), store.save('Bloomdash')]);
    expect([saved?.recipe, again]).toEqual(['bloomdash@2', null]);
    expect(calls('trainer.save')).toHaveLength(1);
  });

  it('parses the mail again after it was corrected', async () => {
    const { store, calls } = await openLesson();
    await store.heal();
    await store.open(mail);
    expect(calls('trainer.open')).toHaveLength(2);
  });

  it('restores a begun lesson when the page is reopened', async () => {
    const { store, lesson, calls } = await openLesson();
    await store.pick({ text: 'BD-7' });
    await store.open(mail);
    expect(lesson().form.fields.orderNumber).toBe('BD-7');
    expect(calls('trainer.open')).toHaveLength(1);
  });

  it('parses an untouched mail again, as its order may have changed', async () => {
    const { store, lesson, calls } = await openLesson();
    await store.open(mail);
    expect(calls('trainer.open')).toHaveLength(2);
    expect(lesson().own.size).toBe(0);
  });

  it.each(['save', 'heal'] as const)('sends by %s the form’s base and its own changes', async (command) => {
    const { store, calls } = await openLesson();
    await store.pick({ text: 'BD-7' });
    store.addFee();
    store.changeFee('new-1', { label: 'Packing', amount: '15.00' });
    await store[command]('Bloomdash');
    expect(calls(`trainer.${command}`)).toMatchObject([
      { input: { document: mail, begun: { entry, own: ['orderNumber', 'otherFees'] } } },
    ]);
  });

  it('says why a mail cannot be opened', async () => {
    const failing = openLesson({
      'trainer.open': () => {
        throw new Problem('not-found', 'This mail is not stored here');
      },
    });
    const { store } = await failing;
    expect(store.getState()).toMatchObject({ state: 'failed', error: { kind: 'not-found' } });
  });
});
