import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { GlobalKeys } from '../../../src/renderer/app/frame/global-keys.tsx';
import { Palette } from '../../../src/renderer/app/palette/index.tsx';
import { InboxKeys } from '../../../src/renderer/features/inbox/inbox-keys.tsx';
import { OrderPanel } from '../../../src/renderer/features/order/index.tsx';
import type { Hotkeys, KeyPress } from '../../../src/renderer/lib/browser/hotkeys.ts';
import { createHotkeys, isSingle } from '../../../src/renderer/lib/browser/hotkeys.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

/** The commands of the inbox with an order open, as the app registers them. */
async function registered(): Promise<Hotkeys> {
  const fake = createFakeBridge({ now: Date.now, orders: 3 });
  const { stores, hotkeys, around } = makeWindow(fake.bridge);
  end = stores.start();
  const [id] = fake.ids();
  if (!id) throw new Error('the fake app has no order');
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  await stores.order.open(id);
  render(
    around(
      <>
        <GlobalKeys />
        <Palette />
        <InboxKeys isWide />
        <OrderPanel id={id} />
      </>,
    ),
  );
  await waitFor(() => expect(hotkeys.list().map((hotkey) => hotkey.id)).toContain('order.note'));
  return hotkeys;
}

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
const places = Array.from('abcdefghijklmnopqrstuvwxyz');
const ofLayout = (letters: string): ReadonlyMap<string, string> =>
  new Map(places.map((place, index) => [place, letters[index] ?? '']));
const ukrainian = ofLayout('фисвуапршолдьтщзйкіегмцчня');
const azerty = ofLayout('qbcdefghijkl,nopazstuvzxyw');
const dvorak = ofLayout("axje.uidchtnmbrl'poygk,qf;");

/** The key code of the place that types a letter on a layout. */
const placeOf = (layout: ReadonlyMap<string, string>, letter: string): string =>
  [...layout].find(([, typed]) => typed === letter)?.[0] ?? letter;
const code = (place: string): string => `Key${place.toUpperCase()}`;

type Layout = (key: string) => Pick<KeyPress, 'key' | 'code'> & Partial<KeyPress>;
const named: Layout = (key) => ({
  key: { arrowdown: 'ArrowDown', arrowup: 'ArrowUp' }[key] ?? key,
  code: key,
});

/** The keyboard event of a key of one character. */
const layouts: Readonly<Record<string, Layout>> = {
  Ukrainian: (key) => {
    const signs: Record<string, ReturnType<Layout>> = {
      '/': { key: '.', code: 'Slash' },
      '?': { key: ',', code: 'Slash', shiftKey: true },
      '[': { key: 'х', code: 'BracketLeft' },
      ']': { key: 'ї', code: 'BracketRight' },
    };
    return signs[key] ?? { key: ukrainian.get(key) ?? key, code: code(key) };
  },
  AZERTY: (key) => {
    const signs: Record<string, ReturnType<Layout>> = {
      '/': { key: '/', code: 'Period', shiftKey: true },
      '?': { key: '?', code: 'KeyM', shiftKey: true },
      '[': { key: '[', code: 'Digit5', ctrlKey: true, altKey: true },
      ']': { key: ']', code: 'Minus', ctrlKey: true, altKey: true },
    };
    const digit = /\d/.test(key) ? { key, code: `Digit${key}`, shiftKey: true } : undefined;
    return signs[key] ?? digit ?? { key, code: code(placeOf(azerty, key)) };
  },
  Dvorak: (key) => ({ key, code: code(placeOf(dvorak, key)), ...(key === '?' && { shiftKey: true }) }),
};

/** Presses a command's key as it lies on a layout, one key after the other for a sequence. */
function pressOn(
  hotkeys: Hotkeys,
  layout: Layout,
  key: string,
  target: EventTarget,
  more: Partial<KeyPress> = {},
) {
  key.split(' ').forEach((part, index) => {
    const names = part.split('+');
    const last = names.at(-1) ?? '';
    const pressed = last.length === 1 ? layout(last) : named(last);
    const isShift = names.includes('shift');
    hotkeys.press({
      ...plain,
      ...pressed,
      ...(names.includes('mod') && { ctrlKey: true }),
      ...(isShift && { shiftKey: true, key: pressed.key.toUpperCase() }),
      timeStamp: 1_000 + index * 200,
      ...more,
      target,
      preventDefault: () => undefined,
    });
  });
}

describe('every command of the app', () => {
  it.each(Object.entries(layouts))('is run by its keys on a keyboard that is %s', async (_, layout) => {
    const all = (await registered()).list().flatMap(({ id, keys }) => keys.map((key) => [id, key] as const));
    expect(all.length).toBeGreaterThan(15);
    expect(all.map(([, key]) => key)).toEqual(expect.arrayContaining(['g i', 'mod+k', '?', '[', 'd']));
    for (const [id, key] of all) {
      const ran: string[] = [];
      const hotkeys = createHotkeys({ singleKeys: () => true });
      hotkeys.add(
        all.map(([name, one]) => ({
          id: `${name} ${one}`,
          keys: [one],
          scope: '',
          label: '',
          run: () => ran.push(`${name} ${one}`),
        })),
      );
      pressOn(hotkeys, layout, key, document.body);
      expect(ran, key).toEqual([`${id} ${key}`]);
    }
  });

  it('runs no key while a person types, except two with Ctrl', async () => {
    const list = (await registered()).list();
    const fields = ['input', 'textarea'].map((name) => document.createElement(name));
    for (const layout of Object.values(layouts)) {
      for (const { id, keys, whileTyping } of list) {
        const ran: string[] = [];
        const hotkeys = createHotkeys({ singleKeys: () => true });
        hotkeys.add(list.map((hotkey) => ({ ...hotkey, run: () => ran.push(hotkey.id) })));
        for (const key of keys) {
          for (const field of fields) pressOn(hotkeys, layout, key, field);
          pressOn(hotkeys, layout, key, document.body, { isComposing: true });
        }
        expect(ran, id).toEqual(whileTyping === true ? fields.map(() => id) : []);
        expect(whileTyping === true, id).toBe(['palette', 'order.printTyping'].includes(id));
      }
    }
  });

  it('is registered for actions that only the order menus have', async () => {
    const ids = (await registered()).list().map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['order.cancel', 'order.payment']));
  });

  it('is in the sheet once, and each key has one command', async () => {
    const list = (await registered()).list();
    const keys = list.flatMap((hotkey) => hotkey.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  });

  it('of single letters is off when they are switched off', async () => {
    const list = (await registered()).list();
    const ran: string[] = [];
    const hotkeys = createHotkeys({ singleKeys: () => false });
    hotkeys.add(list.map((hotkey) => ({ ...hotkey, run: () => ran.push(hotkey.id) })));
    const single = list.flatMap((hotkey) => hotkey.keys).filter(isSingle);
    expect(single).toEqual(expect.arrayContaining(['t', 'n', 'd', 'g i']));
    for (const key of single) pressOn(hotkeys, (one) => ({ key: one, code: code(one) }), key, document.body);
    expect(ran).toEqual([]);
  });
});
