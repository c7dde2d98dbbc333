import { createStore } from 'zustand/vanilla';
import type { CallError } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Asking, Range, RowsOf } from './long-list.ts';
import { around, missing, rowsOf } from './long-list.ts';

/** A page of a long list, as main returns it. */
type Page = { readonly rows: readonly unknown[]; readonly total: number };

export type LongListState<F, P extends Page> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | (Omit<P, 'rows' | 'total'> & {
      readonly state: 'ready';
      readonly rows: RowsOf<P['rows'][number]>;
      readonly total: number;
      /** The filter of the rows. */
      readonly listed: F;
      /** The latest refresh failed; the rows may be stale. */
      readonly error: CallError | null;
    });

/**
 * A list that loads pages of some hundred rows as they become visible.
 * @param first the filter until another one is shown
 */
export function createLongListStore<F, P extends Page>(
  ask: (filter: F, wanted: Asking) => Promise<P>,
  first: F,
) {
  const store = createStore<LongListState<F, P>>(() => ({ state: 'loading' }));
  let listed = first;
  let range: Range = { from: 0, to: 30 };
  /** Counts full replacements. An answer of an earlier turn has another filter or is stale. */
  let turn = 0;
  const loading = new Set<string>();
  /** The last request of this turn and range that failed or came back short; rendering does not repeat it. */
  let tried: string | null = null;

  async function askInTurn(
    wanted: Asking,
    take: (answer: P) => void,
    end: () => void = () => {},
  ): Promise<void> {
    const mine = turn;
    try {
      const answer = await ask(listed, wanted);
      if (mine !== turn) return;
      end();
      take(answer);
    } catch (thrown) {
      if (mine !== turn) return;
      end();
      const error = toCallError(thrown);
      const before = store.getState();
      store.setState(before.state === 'ready' ? { ...before, error } : { state: 'failed', error }, true);
    }
  }

  async function refresh(): Promise<void> {
    turn += 1;
    loading.clear();
    tried = null;
    const wanted = around(range, 0);
    const of = listed;
    await askInTurn(wanted, ({ rows, ...rest }) =>
      store.setState(
        {
          ...rest,
          state: 'ready',
          rows: rowsOf({ offset: wanted.offset, rows }),
          listed: of,
          error: null,
        },
        true,
      ),
    );
  }

  return {
    ...store,
    refresh,

    /** Drops the rows of the previous shop and loads those of the open one. */
    async forget(): Promise<void> {
      listed = first;
      range = { from: 0, to: range.to - range.from };
      store.setState({ state: 'loading' }, true);
      await refresh();
    },

    /** Changes the filter. The rows on screen stay until the answer arrives. */
    async show(next: F): Promise<void> {
      if (JSON.stringify(next) === JSON.stringify(listed) && store.getState().state === 'ready') return;
      listed = next;
      range = { from: 0, to: range.to - range.from };
      await refresh();
    },

    /** Sets the visible range at each render, as positions in the whole list, and requests missing rows. */
    look(next: Range): void {
      const now = store.getState();
      if (now.state !== 'ready') return;
      if (next.from !== range.from || next.to !== range.to) tried = null;
      range = next;
      const wanted = missing(now.rows, next, now.total);
      const key = JSON.stringify(wanted);
      if (wanted === null || loading.has(key) || tried === key) return;
      loading.add(key);
      const take = ({ rows }: P): void => {
        const known = store.getState();
        if (known.state !== 'ready') return;
        const more = rowsOf({ offset: wanted.offset, rows });
        store.setState({ ...known, rows: new Map([...known.rows, ...more]) }, true);
      };
      void askInTurn(wanted, take, () => {
        loading.delete(key);
        tried = key;
      });
    },
  };
}
