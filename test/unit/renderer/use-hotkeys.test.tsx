import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useLayoutEffect } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { KeyPress } from '../../../src/renderer/lib/browser/hotkeys.ts';
import { createHotkeys } from '../../../src/renderer/lib/browser/hotkeys.ts';
import { HotkeysOn, HotkeysProvider, useHotkeys } from '../../../src/renderer/lib/browser/use-hotkeys.tsx';

afterEach(cleanup);

const p: KeyPress = {
  key: 'p',
  code: 'KeyP',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
};

type Pressed = { readonly onKey: (id: string) => void; readonly id: string };

function Order({ id, onKey }: Pressed) {
  useHotkeys([{ id: 'print', keys: ['p'], scope: '', label: 'Print', run: () => onKey(id) }]);
  return null;
}

/** Presses as soon as the page shows what is in it. */
function Manager({ press, children }: { readonly press: () => void; readonly children: ReactNode }) {
  useLayoutEffect(press);
  return children;
}

it('runs the keys of the drawn order, never of the last', () => {
  const hotkeys = createHotkeys({ singleKeys: () => true });
  const printed: string[] = [];
  const press = (): void => hotkeys.press({ ...p, target: document.body, preventDefault() {} });
  const seen = (id: string, isOn: boolean): ReactNode => (
    <HotkeysProvider value={hotkeys}>
      <Manager press={press}>
        <HotkeysOn value={isOn}>
          <Order id={id} onKey={(one) => printed.push(one)} />
        </HotkeysOn>
      </Manager>
    </HotkeysProvider>
  );
  const { rerender } = render(seen('A', true));
  rerender(seen('A', false));
  rerender(seen('B', true));
  expect(printed).toEqual(['A', 'B']);
});
