import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Face } from '../../../src/renderer/features/chats/face.tsx';
import { personOf } from '../../support/people.ts';

afterEach(cleanup);

it('loads a person’s new picture at once, and shows it when ready', () => {
  const withPicture = (picture: string) => <Face person={personOf('7001', { picture })} />;
  const { container, rerender } = render(withPicture('https://face.example/a?x=1&y=2'));
  const image = (): HTMLImageElement => {
    const found = container.querySelector('img');
    if (!found) throw new Error('no picture is asked for');
    return found;
  };
  fireEvent.load(image());
  expect(image().dataset.shown).toBe('true');
  const { pathname, href } = new URL(image().src, 'http://desk.example');
  expect(pathname).toBe('/face/7001');
  rerender(withPicture('https://face.example/b'));
  expect(image().dataset.shown).toBe('false');
  expect(new URL(image().src, 'http://desk.example').href).not.toBe(href);
  fireEvent.load(image());
  expect(image().dataset.shown).toBe('true');
});
