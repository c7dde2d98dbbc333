// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../src/renderer/ui/hotkeys.ts';
import { createHotkeys, nameOfKey } from '../../src/renderer/ui/hotkeys.ts';

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
  ])('is the same command on every layout: %s', (_, pressed, name) => {
    expect(nameOfKey(pressed)).toBe(name);
  });
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
  it('runs nothing while somebody types or composes', () => {
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

  it('leaves every key to an open dialog or menu: Escape closes that and nothing behind it', () => {
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

  it('gives a key to what was added last, and back when that goes', () => {
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

  it('runs no single letter when they are switched off, but combinations and named keys', () => {
    const { ran, add, hit } = registry({ singleKeys: false });
    add('down', ['j', 'arrowdown']);
    add('undo', ['mod+z']);
    hit(press('j', 'KeyJ'));
    hit(press('ArrowDown', 'ArrowDown'));
    hit(press('z', 'KeyZ', { metaKey: true }));
    expect(ran).toEqual(['down', 'undo']);
  });
});
