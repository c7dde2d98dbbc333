import { describe, expect, it } from 'vitest';
import { soon } from '../../../support/soon.ts';
import { deskOf, quietShop, who } from './reconciling-computer.ts';

describe('a desk that does not listen', () => {
  it('is known to be refused, until Shopify lets it in again', async () => {
    const shopify = await quietShop();
    const { reconciliation, clock } = deskOf(shopify, null, undefined, undefined, { listens: () => false });
    shopify.on('Who', { status: 401 });
    const { standing } = reconciliation;
    expect([standing.refusal(), standing.isTried()]).toEqual([null, false]);
    reconciliation.start();
    await soon(() => expect(clock.waiting).toBe(1));
    expect([standing.refusal()?.kind, standing.isTried()]).toEqual(['signed-out', true]);
    shopify.on('Who', who);
    await clock.advance(120_000);
    await soon(() => expect(standing.refusal()).toBeNull());
  });

  it('knows that Shopify lets it in once that has said which shop it is, whatever else cannot be read', async () => {
    const shopify = await quietShop();
    shopify.on('Products', { status: 503 });
    const { reconciliation, clock } = deskOf(shopify, null, undefined, undefined, { listens: () => false });
    reconciliation.start();
    await soon(() => expect(reconciliation.standing.isKnown()).toBe(true));
    expect(reconciliation.standing.refusal()).toBeNull();
    const stopped = reconciliation.stop();
    await clock.advance(60_000);
    await stopped;
  });

  it.each([402, 403, 404, 423])(
    'holds a shop that refuses to say who it is for one that lets nobody in, until it answers: %s',
    async (status) => {
      const shopify = await quietShop();
      const { reconciliation } = deskOf(shopify, null, undefined, undefined, { listens: () => false });
      for (const name of ['Who', 'Products', 'Collections']) shopify.on(name, { status });
      reconciliation.start();
      await soon(() => expect(shopify.callsOf('Collections')).toHaveLength(1));
      await reconciliation.stop();
      expect(reconciliation.standing.refusal()?.kind).toBe('refused');
    },
  );

  it('asks which shop it is when the computer wakes, also where that was asked a moment ago', async () => {
    const shopify = await quietShop();
    const { reconciliation, clock } = deskOf(shopify, null, undefined, undefined, { listens: () => false });
    reconciliation.start();
    await soon(() => expect(clock.waiting).toBe(1));
    reconciliation.askAnew();
    await soon(() => expect(shopify.callsOf('Who')).toHaveLength(2));
    await soon(() => expect(clock.waiting).toBe(1));
    await reconciliation.stop();
  });
});
