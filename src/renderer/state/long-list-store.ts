import { createStore } from 'zustand/vanilla';
import type { CallError } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import type { Asking, Range, RowsOf } from './long-list.ts';
import { around, missing, rowsOf } from './long-list.ts';

/** A piece of a long list, as main answers it. */
type Page = { readonly rows: readonly unknown[]; readonly total: number };

export type LongListState<F, P extends Page> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | (Omit<P, 'rows' | 'total'> & {
      readonly state: 'ready';
      readonly rows: RowsOf<P['rows'][number]>;
      readonly total: number;
      /** What the rows were asked by. */
      readonly listed: F;
      /** The latest refresh failed; what is on screen may be old. */
      readonly error: CallError | null;
    });

/**
 * A list of which some hundred rows at a time are asked for, where they are looked at.
 * @param first what is listed until something else is shown
 */
export function createLongListStore<F, P extends Page>(
  ask: (filter: F, wanted: Asking) => Promise<P>,
  first: F,
) {
  const store = createStore<LongListState<F, P>>(() => ({ state: 'loading' }));
  let listed = first;
  let range: Range = { from: 0, to: 30 };
  /** Counts what replaces all rows; an answer of an earlier turn is of another filter or older. */
  let turn = 0;
  const loading = new Set<string>();
  /** What was asked for last of this turn and place, and failed or did not fill it: no drawing of that asks for it again. */
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

    /** Drops what the last shop had, and lists what the one that is open now has. */
    async forget(): Promise<void> {
      listed = first;
      range = { from: 0, to: range.to - range.from };
      store.setState({ state: 'loading' }, true);
      await refresh();
    },

    /** Lists others. What is on screen stays until the answer comes. */
    async show(next: F): Promise<void> {
      if (JSON.stringify(next) === JSON.stringify(listed) && store.getState().state === 'ready') return;
      listed = next;
      range = { from: 0, to: range.to - range.from };
      await refresh();
    },

    /** Tells what is on screen, by place in the whole list, at every drawing; asks for what is missing there. */
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
