import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../../src/renderer/lib/browser/hotkeys.ts';
import { createHotkeys, nameOfKey } from '../../../src/renderer/lib/browser/hotkeys.ts';

const press = (key: string, code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});

describe('the name of a key', () => {
  it.each([
    ['US', press('j', 'KeyJ'), 'j'],
    ['Ukrainian', press('о', 'KeyJ'), 'j'],
    ['Ukrainian with Shift', press('О', 'KeyJ', { shiftKey: true }), 'shift+j'],
    ['AZERTY, by what is typed', press('a', 'KeyQ'), 'a'],
    ['Dvorak, by what is typed', press('j', 'KeyC'), 'j'],
    ['Dvorak, a sign on a letter’s place', press('.', 'KeyE'), '.'],
    ['Greek', press('ξ', 'KeyJ'), 'j'],
    ['Ukrainian bracket', press('х', 'BracketLeft'), '['],
    ['caps lock', press('J', 'KeyJ'), 'j'],
    ['a sign with its own shifted form', press('?', 'Slash', { shiftKey: true }), '?'],
    ['a combination on a Ukrainian layout', press('я', 'KeyZ', { ctrlKey: true }), 'mod+z'],
    ['a named key', press('ArrowDown', 'ArrowDown'), 'arrowdown'],
    ['AZERTY, a sign with AltGr', press('[', 'Digit5', { ctrlKey: true, altKey: true }), '['],
    ['a Mac’s AZERTY, a sign with Option', press('[', 'Digit5', { altKey: true, shiftKey: true }), '['],
    ['a letter with Alt', press('k', 'KeyK', { altKey: true }), 'alt+k'],
  ])('is the same command on every layout: %s', (_, pressed, name) => {
    expect(nameOfKey(pressed)).toBe(name);
  });
});

it('runs once while a key is held, but for moving about', () => {
  const hotkeys = createHotkeys({ singleKeys: () => true });
  const ran: string[] = [];
  const key = (id: string) => ({ id, scope: 'x', label: id, keys: [id], run: () => void ran.push(id) });
  hotkeys.add([key('t'), { ...key('j'), repeats: true }]);
  let prevented = 0;
  for (const [name, code] of [
    ['t', 'KeyT'],
    ['j', 'KeyJ'],
  ] as const) {
    for (const repeat of [false, true, true]) {
      const preventDefault = () => {
        prevented += 1;
      };
      hotkeys.press({ ...press(name, code), repeat, target: null, preventDefault });
    }
  }
  expect(ran).toEqual(['t', 'j', 'j', 'j']);
  expect(prevented).toBe(6);
});

function registry({ singleKeys = true } = {}) {
  const ran: string[] = [];
  const hotkeys = createHotkeys({ singleKeys: () => singleKeys });
  const add = (id: string, keys: readonly string[], whileTyping = false) =>
    hotkeys.add([{ id, keys, scope: 'test', label: id, run: () => void ran.push(id), whileTyping }]);
  const hit = (pressed: KeyPress, target: EventTarget | null = document.body): void =>
    hotkeys.press({ ...pressed, target, preventDefault: () => undefined });
  return { ran, hotkeys, add, hit };
}

describe('the registry of keys', () => {
  it('runs nothing while a person types or composes', () => {
    const { ran, add, hit } = registry();
    add('down', ['j']);
    hit(press('j', 'KeyJ'), document.createElement('input'));
    hit(press('j', 'KeyJ'), document.createElement('textarea'));
    hit(press('j', 'KeyJ', { isComposing: true }));
    expect(ran).toEqual([]);
  });

  it('runs what is meant to work while typing', () => {
    const { ran, add, hit } = registry();
    add('submit', ['mod+enter'], true);
    hit(press('Enter', 'Enter', { ctrlKey: true }), document.createElement('textarea'));
    expect(ran).toEqual(['submit']);
  });

  it('leaves Enter to the button that has the focus', () => {
    const { ran, add, hit } = registry();
    add('open', ['enter']);
    hit(press('Enter', 'Enter'), document.createElement('button'));
    hit(press('Enter', 'Enter'));
    expect(ran).toEqual(['open']);
  });

  it('leaves every key to an open dialog or menu', () => {
    const { ran, add, hit } = registry();
    add('back', ['escape']);
    for (const role of ['dialog', 'menu']) {
      const layer = document.createElement('div');
      layer.setAttribute('role', role);
      const inside = layer.appendChild(document.createElement('button'));
      hit(press('Escape', 'Escape'), inside);
    }
    expect(ran).toEqual([]);
    hit(press('Escape', 'Escape'));
    expect(ran).toEqual(['back']);
  });

  it('finds / and ? where they are printed on a Ukrainian keyboard', () => {
    const { ran, add, hit } = registry();
    add('search', ['/']);
    add('help', ['?']);
    hit(press('.', 'Slash'));
    hit(press(',', 'Slash', { shiftKey: true }));
    expect(ran).toEqual(['search', 'help']);
  });

  it('gives a key to the latest owner, and back afterwards', () => {
    const { ran, add, hit } = registry();
    add('inbox', ['t']);
    const leave = add('order', ['t']);
    hit(press('t', 'KeyT'));
    leave();
    hit(press('t', 'KeyT'));
    expect(ran).toEqual(['order', 'inbox']);
  });

  it('lists each command once, for the sheet', () => {
    const { hotkeys, add } = registry();
    add('step', ['t']);
    add('step', ['t']);
    expect(hotkeys.list().map(({ id }) => id)).toEqual(['step']);
  });

  it('runs no switched-off letters, but combinations and named keys', () => {
    const { ran, add, hit } = registry({ singleKeys: false });
    add('down', ['j', 'arrowdown']);
    add('undo', ['mod+z']);
    hit(press('j', 'KeyJ'));
    hit(press('ArrowDown', 'ArrowDown'));
    hit(press('z', 'KeyZ', { metaKey: true }));
    expect(ran).toEqual(['down', 'undo']);
  });
});

describe('two keys one after the other', () => {
  const go = () => {
    const registered = registry();
    registered.add('inbox', ['g i']);
    registered.add('alone', ['i']);
    return registered;
  };

  it('run what both are for, also on a Ukrainian layout', () => {
    const { ran, hit } = go();
    hit(press('g', 'KeyG', { timeStamp: 100 }));
    hit(press('i', 'KeyI', { timeStamp: 400 }));
    hit(press('п', 'KeyG', { timeStamp: 1_000 }));
    hit(press('ш', 'KeyI', { timeStamp: 1_200 }));
    expect(ran).toEqual(['inbox', 'inbox']);
  });

  it('are two keys of their own when the second comes late', () => {
    const { ran, hit } = go();
    hit(press('g', 'KeyG', { timeStamp: 100 }));
    hit(press('i', 'KeyI', { timeStamp: 1_700 }));
    expect(ran).toEqual(['alone']);
  });

  it('that are no command do nothing, even the second', () => {
    const { ran, add, hit } = go();
    add('done', ['e']);
    hit(press('g', 'KeyG', { timeStamp: 100 }));
    hit(press('e', 'KeyE', { timeStamp: 200 }));
    expect(ran).toEqual([]);
    hit(press('e', 'KeyE', { timeStamp: 300 }));
    expect(ran).toEqual(['done']);
  });

  it('do not begin while typing, nor over a combination or named key', () => {
    const { ran, add, hit } = go();
    add('back', ['escape']);
    hit(press('g', 'KeyG', { timeStamp: 100 }), document.createElement('input'));
    hit(press('i', 'KeyI', { timeStamp: 200 }));
    hit(press('g', 'KeyG', { timeStamp: 300, ctrlKey: true }));
    hit(press('i', 'KeyI', { timeStamp: 400 }));
    hit(press('g', 'KeyG', { timeStamp: 500 }));
    hit(press('Escape', 'Escape', { timeStamp: 600 }));
    expect(ran).toEqual(['alone', 'alone', 'back']);
  });

  it('are not parted by a modifier that is pressed between', () => {
    const { ran, hit } = go();
    hit(press('g', 'KeyG', { timeStamp: 100 }));
    hit(press('Shift', 'ShiftLeft', { timeStamp: 150, shiftKey: true }));
    hit(press('i', 'KeyI', { timeStamp: 200 }));
    expect(ran).toEqual(['inbox']);
  });

  it('are off with the single keys', () => {
    const { ran, add, hit } = registry({ singleKeys: false });
    add('inbox', ['g i']);
    hit(press('g', 'KeyG', { timeStamp: 100 }));
    hit(press('i', 'KeyI', { timeStamp: 200 }));
    expect(ran).toEqual([]);
  });
});

it('lists each key once, at the command that would run', () => {
  const { hotkeys, add } = registry();
  add('inbox', ['t', 'x']);
  add('order', ['t']);
  expect(hotkeys.list().map(({ id, keys }) => [id, keys])).toEqual([
    ['order', ['t']],
    ['inbox', ['x']],
  ]);
  add('trainer', ['x']);
  expect(hotkeys.list().map(({ id }) => id)).toEqual(['trainer', 'order']);
});

it('runs over an open dialog only what is meant to', () => {
  const { ran, hotkeys, hit } = registry();
  const layer = document.createElement('div');
  layer.setAttribute('role', 'dialog');
  const field = layer.appendChild(document.createElement('input'));
  const run = (id: string) => () => void ran.push(id);
  hotkeys.add([
    {
      id: 'palette',
      keys: ['mod+k'],
      scope: '',
      label: '',
      whileTyping: true,
      overDialogs: true,
      run: run('palette'),
    },
    { id: 'undo', keys: ['mod+z'], scope: '', label: '', run: run('undo') },
  ]);
  hit(press('л', 'KeyK', { ctrlKey: true }), field);
  hit(press('z', 'KeyZ', { ctrlKey: true }), layer);
  expect(ran).toEqual(['palette']);
});
