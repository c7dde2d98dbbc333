import type { BellView } from '../../shared/bell/view.ts';
import type { BellBook } from '../notify/bell/bell-book.ts';
import type { Reachability } from '../notify/bell/reachability.ts';
import type { Ringer } from '../notify/bell/ringer.ts';
import type { Handlers } from './dispatch.ts';

type BellHandlers = Pick<Handlers, 'bell.get' | 'bell.set' | 'duty.set'>;

export type BellHandlerParts = {
  readonly book: BellBook;
  readonly ringer: Pick<Ringer, 'ring'>;
  readonly reachability: Pick<Reachability, 'of'>;
  /** Whose desk this is. */
  readonly manager: () => string;
};

/** Who is told of orders, and who is on duty. */
export function createBellHandlers({ book, ringer, reachability, manager }: BellHandlerParts): BellHandlers {
  function view(): BellView {
    const { managers, onDuty, quiet } = book.team();
    const duties = book.duties();
    return {
      bell: book.bell().bell,
      managers: managers.map((name) => ({
        name,
        onDuty: onDuty.has(name),
        since: duties.get(name)?.since ?? null,
        isQuiet: quiet.has(name),
        reach: reachability.of(name),
      })),
      ring: ringer.ring(),
    };
  }

  return {
    'bell.get': view,
    'bell.set': ({ bell }) => {
      book.set(bell, manager());
      return view();
    },
    'duty.set': ({ on }) => {
      book.setDuty({ manager: manager(), on, via: 'app' });
      return view();
    },
  };
}
