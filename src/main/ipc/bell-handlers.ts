import type {
  AlertRulesView,
  NewestOrder,
  NoticeSample,
  RuleManager,
} from '../../shared/alert-rules/view.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Escalation } from '../notify/alert-rules/escalation.ts';
import type { Reachability } from '../notify/alert-rules/reachability.ts';
import type { RuleStore } from '../notify/alert-rules/rule-store.ts';
import type { SilencedSources } from '../notify/alert-rules/silenced-sources.ts';
import type { Handlers } from './dispatch.ts';

type BellHandlers = Pick<Handlers, 'bell.get' | 'bell.set' | 'bell.notice' | 'bell.ringHere' | 'duty.set'>;

export type BellHandlerParts = {
  readonly book: RuleStore;
  readonly ringer: Pick<Escalation, 'ring'>;
  readonly reachability: Pick<Reachability, 'of'>;
  readonly emailOf: (manager: string) => RuleManager['email'];
  readonly silenced: SilencedSources;
  readonly sampleOf: (order: OrderId | null) => NoticeSample;
  /** Called when this computer rings for other sources. */
  readonly onChange: () => void;
  /** Whose desk this is. */
  readonly manager: () => string;
  /** The orders that came last, newest first. */
  readonly newest: (limit: number) => readonly Order[];
};

/** As many as are tried at once on the page. */
const mostNewest = 3;

/** Who is told of orders, and who is on duty. */
export function createBellHandlers(parts: BellHandlerParts): BellHandlers {
  const { book, ringer, reachability, emailOf, silenced, manager, newest } = parts;
  function view(): AlertRulesView {
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
        email: emailOf(name),
      })),
      ring: ringer.ring(),
      newest: newest(mostNewest).map(seen),
      silenced: silenced.all(),
    };
  }

  function seen(order: Order): NewestOrder {
    const { isFirstTime, ...ruled } = book.ruled(order);
    const { id, content } = order;
    return { id, number: content.number, ruled: { ...ruled, isFirstTime: isFirstTime() } };
  }

  return {
    'bell.get': view,
    'bell.set': ({ bell, base }) => {
      book.set(bell, manager(), base);
      return view();
    },
    'bell.notice': ({ order }) => parts.sampleOf(order),
    'bell.ringHere': ({ source, on }) => {
      silenced.set(source, on);
      parts.onChange();
      return view();
    },
    'duty.set': ({ on, manager: whose = manager() }) => {
      book.setDuty({ manager: whose, on, via: 'app' }, manager());
      return view();
    },
  };
}
