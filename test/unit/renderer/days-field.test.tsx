import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { DaysField } from '../../../src/renderer/features/inbox/filters/days-field.tsx';
import { useFilterWords } from '../../../src/renderer/features/inbox/filters/use-filter-words.ts';
import { useRoute } from '../../../src/renderer/state/context.tsx';
import { inboxPlaceOf } from '../../../src/renderer/state/routes/route.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
  window.location.hash = '';
});

function Filter() {
  const place = inboxPlaceOf(useRoute());
  const words = useFilterWords();
  return (
    <>
      <DaysField place={place} />
      <p>{words.of(place, 'days')}</p>
    </>
  );
}

it('filters by a relative day, or by dates once chosen', async () => {
  // long before any morning this test may run in
  window.location.hash = '#/inbox/all?since=2020-02-01&until=2020-02-03';
  const { stores, around } = makeWindow(createFakeBridge({ now: Date.now, orders: 0 }).bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<Filter />));
  const only = () => inboxPlaceOf(stores.route.getState()).only;
  const today = screen.getByRole('button', { name: 'today' });
  const from = screen.getByLabelText<HTMLInputElement>('From');
  expect([from.value, today.getAttribute('aria-pressed')]).toEqual(['2020-02-01', 'false']);
  await userEvent.setup().click(today);
  expect(only()).toEqual({ days: 'today' });
  await screen.findByText('Received: today');
  expect(today.getAttribute('aria-pressed')).toBe('true');
  const to = screen.getByLabelText<HTMLInputElement>('To').value;
  expect(from.value).toBe(to);
  fireEvent.change(from, { target: { value: '2020-02-01' } });
  await waitFor(() => expect(only()).toEqual({ days: { from: '2020-02-01', to } }));
});
