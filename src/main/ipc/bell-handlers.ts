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

type AlertRulesHandlers = Pick<
  Handlers,
  'alertRules.get' | 'alertRules.set' | 'alertRules.notice' | 'alertRules.ringHere' | 'duty.set'
>;

export type AlertRulesHandlerParts = {
  readonly book: RuleStore;
  readonly ringer: Pick<Escalation, 'ring'>;
  readonly reachability: Pick<Reachability, 'of'>;
  readonly channelsOf: (manager: string) => RuleManager['channels'];
  readonly silenced: SilencedSources;
  readonly sampleOf: (order: OrderId | null) => NoticeSample;
  /** Called when the sources this computer rings for have changed. */
  readonly onChange: () => void;
  /** The manager of this computer. */
  readonly manager: () => string;
  /** The latest orders, newest first. */
  readonly newest: (limit: number) => readonly Order[];
};

/** The number of orders that the page tries at once. */
const mostNewest = 3;

/** Commands for alert rules and duty hours of the managers. */
export function createAlertRulesHandlers(parts: AlertRulesHandlerParts): AlertRulesHandlers {
  const { book, ringer, reachability, channelsOf, silenced, manager, newest } = parts;
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
        channels: channelsOf(name),
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
    'alertRules.get': view,
    'alertRules.set': ({ bell, base }) => {
      book.set(bell, manager(), base);
      return view();
    },
    'alertRules.notice': ({ order }) => parts.sampleOf(order),
    'alertRules.ringHere': ({ source, on }) => {
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
