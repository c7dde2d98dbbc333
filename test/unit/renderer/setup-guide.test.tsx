import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { Guide } from '../../../src/renderer/features/setup/guide/guide.tsx';
import { guides } from '../../../src/renderer/features/setup/guide/guides.ts';
import { setupSteps } from '../../../src/shared/setup/progress.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

async function openGuide(step: (typeof setupSteps)[number], language: 'en' | 'uk' = 'en') {
  const fake = createFakeBridge({ now: Date.now, orders: 1, language });
  const { stores, around } = makeWindow(fake.bridge, language);
  await stores.setup.refresh();
  const { container } = render(around(<Guide step={step} />));
  const places = () => [...container.querySelectorAll<SVGElement>('[data-click]')];
  return { stores, places, container };
}

describe.each(setupSteps)('the guide of %s', (step) => {
  it.each(['en', 'uk'] as const)('has a numbered place for each described click, in %s', async (language) => {
    const { places } = await openGuide(step, language);
    const clicks = guides[step].flatMap((scene) => scene.clicks);
    const numbers = places().map((place) => Number(place.dataset.click));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(clicks.map((_, index) => index + 1));
    const drawings = screen.getAllByRole('img').filter(({ tagName }) => tagName === 'svg');
    expect(drawings).toHaveLength(guides[step].length);
    // the label of a drawing names the same numbers as the drawing
    for (const drawing of drawings) {
      const named = [...(drawing.getAttribute('aria-label') ?? '').matchAll(/\((\d)\)/g)].map(([, n]) =>
        Number(n),
      );
      const drawn = [...drawing.querySelectorAll<SVGElement>('[data-click]')].map(({ dataset }) =>
        Number(dataset.click),
      );
      expect(new Set(named)).toEqual(new Set(drawn));
      expect(named).toHaveLength(drawn.length);
    }
  });
});

describe('a click of the guide', () => {
  it('is highlighted in the drawing while focused, and no other is', async () => {
    const { places } = await openGuide('shopify');
    const active = () =>
      places()
        .filter(({ dataset }) => dataset.active === 'true')
        .map(({ dataset }) => dataset.click);
    const user = userEvent.setup();
    await user.tab(); // the way to the service
    await user.tab();
    expect(active()).toEqual(['1']);
    await user.tab();
    expect(active()).toEqual(['2']);
  });

  it('is remembered once it is ticked off', async () => {
    const { stores } = await openGuide('tunnel');
    const user = userEvent.setup();
    const [first] = screen.getAllByRole('listitem');
    if (!first) throw new Error('there is no click');
    await user.click(within(first).getByRole('checkbox'));
    await stores.setup.refresh();
    await waitFor(() =>
      expect(stores.setup.getState()).toMatchObject({ value: { ticked: { tunnel: [1] } } }),
    );
    expect(within(first).getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
  });
});
