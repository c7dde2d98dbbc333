import { isProblem, messageOf } from '../../shared/problem.ts';
import type { Loop } from '../ports.ts';
import type { CatalogueParts, CatalogueReading } from './catalogue.ts';
import type { CatalogueChange } from './catalogue-change.ts';
import type { CollectionReading } from './collections.ts';

/** Debounce: an order of five products causes five webhooks at once. */
const settleMs = 400;
const retryMs = 30_000;
/** More changes at once are a bulk edit: the next reconciliation reads them in fewer requests. */
const most = 200;

export type HurriedCatalogueParts = Pick<CatalogueParts, 'clock' | 'log'> & {
  readonly products: Pick<CatalogueReading, 'readNow'>;
  readonly collections: Pick<CollectionReading, 'readNow'>;
};
export type HurriedCatalogue = Pick<Loop, 'stop'> & {
  /** Schedules a read of what a webhook reported as changed. */
  changed(change: CatalogueChange): void;
};

/**
 * Refreshes products after webhooks. Webhooks may arrive out of order, so the current state is read instead of the body.
 * Reconciliation adds missed changes within two minutes.
 */
export function createHurriedCatalogue({
  clock,
  log,
  products,
  collections,
}: HurriedCatalogueParts): HurriedCatalogue {
  const stopping = new AbortController();
  const { signal } = stopping;
  let waiting = new Map<string, CatalogueChange>();
  let running: Promise<void> | null = null;
  let cancel: (() => void) | null = null;

  function soon(ms: number): void {
    if (signal.aborted || running) return;
    cancel ??= clock.after(ms, () => {
      cancel = null;
      running = read().finally(() => {
        running = null;
        if (waiting.size > 0) soon(failed ? retryMs : settleMs);
      });
    });
  }

  let failed = false;
  async function read(): Promise<void> {
    const changes = [...waiting.values()];
    waiting = new Map();
    failed = false;
    try {
      await products.readNow(
        changes.filter(({ kind }) => kind === 'product').map(({ id }) => id),
        { signal },
      );
      for (const { kind, id } of changes)
        if (kind === 'collection') await collections.readNow(id, { signal });
    } catch (error) {
      if (signal.aborted) return;
      failed = true;
      for (const change of changes) add(change);
      if (isProblem(error)) log.warn('changed products could not be asked for', { error: messageOf(error) });
      else log.error('changed products could not be asked for', { error });
    }
  }

  function add(change: CatalogueChange): void {
    if (waiting.size < most) waiting.set(change.id, change);
  }

  return {
    changed(change) {
      add(change);
      soon(settleMs);
    },
    async stop() {
      stopping.abort();
      cancel?.();
      await running;
    },
  };
}
