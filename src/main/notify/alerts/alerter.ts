import type { Alert, AlertId } from '../../../shared/bell/alert.ts';
import type { Reach } from '../../../shared/bell/reach.ts';
import type { Rule } from '../../../shared/bell/rules.ts';
import { unpaidHoursOf } from '../../../shared/bell/rules.ts';
import { membersOf } from '../../../shared/bell/team.ts';
import type { EntryOf } from '../../../shared/entry.ts';
import type { OrderId, Source } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { MailWarning } from '../../../shared/trainer.ts';
import type { Clock, Ledger, Log, Loop } from '../../ports.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import type { BellBook } from '../bell/bell-book.ts';
import { inChargeOf } from '../bell/bell-book.ts';
import type { AlertNotice } from './alert-notice.ts';
import { alertKey, alertKind } from './alert-notice.ts';
import { cancelledText, oneTapText, silenceText, unpaidText } from './alert-words.ts';
import type { Found } from './found.ts';
import { cancelledAlert, foundSilent, foundUnpaid, isCancelledNews, isStale, oneTapAlert } from './found.ts';

export type AlerterParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly book: BellBook;
  readonly language: () => 'en' | 'uk';
  readonly timeZone: () => string;
  readonly sourceName: (source: Source) => string;
  /** Who can be written to; none while ManyChat is not connected. */
  readonly managers: () => readonly ManagerConfig[];
  readonly reachOf: (manager: string) => Reach | null;
  /** What is unusual about the sources now. */
  readonly warnings: () => readonly MailWarning[];
  /** Whether this computer is the one that tells. */
  readonly tells: () => boolean;
  /** While the desk catches up with what it has slept through, nothing is told: it sums that up itself. */
  readonly catchingUp: () => boolean;
};
export type Alerter = Loop & {
  /** Why an alert is no news any more; null while it is. */
  reasonToKeepQuiet(notice: AlertNotice): string | null;
  /** Tells those of the next step where nobody of the last one was reached. To be called inside a transaction. */
  passOn(alert: AlertId): void;
};

const everyMs = 60_000;
/** What came together is looked at together. */
const settleMs = 50;
/** A source that does not come back after a sleep keeps nothing else quiet for longer. */
const longestHoldMs = 15 * 60_000;
/** An order cancelled later than so long after it came is not looked for when the app starts. */
const lookBackMs = 14 * 24 * 60 * 60_000;

/**
 * Finds what managers want to hear of beside new orders, and says it once: each alert is a fact of the ledger whose id is the
 * thing that happened, written together with the notices it owes, so that a crash or another computer that takes over goes on
 * where the one before was.
 */
export function createAlerter(parts: AlerterParts): Alerter {
  const { ledger, clock, log, book, language, tells } = parts;
  let changed = new Set<OrderId>();
  let cancel: (() => void) | null = null;
  let dueAt = Number.POSITIVE_INFINITY;
  let unsubscribe = (): void => {};
  /** By the time since the computer was started; null while nothing is caught up with. */
  let heldFrom: number | null = null;

  function isHeld(): boolean {
    if (!parts.catchingUp()) heldFrom = null;
    else heldFrom ??= clock.uptime();
    return heldFrom !== null && clock.uptime() - heldFrom < longestHoldMs;
  }

  function raise(alert: Omit<Alert, 'to'>, to: readonly string[], orderId: OrderId | null): void {
    ledger.transaction(() => {
      const raised = ledger.entries.append({
        id: entryIdSchema.parse(`alert:${alert.alert}:${alert.step}`),
        orderId,
        at: clock.now(),
        by: 'orderbell',
        kind: 'alert-raised',
        data: { ...alert, to },
      });
      if (!raised) return;
      for (const { name, subscriberId } of parts.managers()) {
        if (!to.includes(name) || subscriberId === null) continue;
        const notice: AlertNotice = {
          alert: alert.alert,
          occasion: alert.occasion,
          orderId,
          manager: name,
          subscriberId,
          text: alert.text,
        };
        ledger.outbox.put({
          kind: alertKind,
          key: alertKey(alert.alert, name),
          ...(orderId !== null && { orderId }),
          payload: notice,
        });
      }
    });
  }

  const isRaised = (alert: AlertId): boolean => ledger.entries.has(entryIdSchema.parse(`alert:${alert}:1`));

  /** By the rule that fits it, if the shop wants to hear of it at all. @param text called where it is told */
  function tell(found: Found, text: () => string): void {
    if (isRaised(found.alert)) return;
    const rule = book.alertRule(found.occasion, found.ruled, found.inCharge);
    const [step] = rule?.steps ?? [];
    if (!rule || !step || isStale(found, unpaidHoursOf(rule.when))) return;
    const { alert, occasion, orderId, draft } = found;
    raise(
      {
        alert,
        occasion,
        ...(draft !== undefined && { draft }),
        rule: rule.id,
        step: 1,
        ...(step.rings && { sound: rule.sound }),
        text: text(),
      },
      membersOf(step.whom, book.team(), rule.loud),
      orderId,
    );
  }

  function lookAtOrder(id: OrderId): void {
    const order = ledger.orders.get(id);
    if (!order || !isCancelledNews(order, ledger.entries.ofOrder(id), clock.now())) return;
    const inCharge = inChargeOf(order);
    const alert = cancelledAlert(id);
    tell({ alert, occasion: 'cancelled', orderId: id, ruled: book.ruled(order), inCharge }, () =>
      cancelledText(order, parts.sourceName(order.source), language()),
    );
  }

  function lookAtLinks(): void {
    for (const draft of ledger.drafts.waiting()) {
      const found = foundUnpaid(draft, clock.now());
      if (found) tell(found, () => unpaidText(draft, found.ruled.unpaidHours ?? 0, language()));
    }
  }

  function lookAtSources(): void {
    for (const warning of parts.warnings()) {
      const found = foundSilent(warning);
      if (!found) continue;
      const { source } = found.ruled;
      const name = source === null ? warning.sender : parts.sourceName(source);
      tell(found, () => silenceText(warning, name, { language: language(), now: clock.now() }));
    }
  }

  /** Of who would be told of a new order now, those whom Messenger soon does not reach any more. */
  function lookAtWindows(): void {
    for (const manager of membersOf({ kind: 'on-duty' }, book.team(), false)) {
      const reach = parts.reachOf(manager);
      if (reach?.state !== 'closing' || reach.until === null) continue;
      const alert = oneTapAlert(manager, reach);
      if (isRaised(alert)) continue;
      const text = oneTapText(reach.until, parts.timeZone(), language());
      raise({ alert, occasion: 'one-tap', step: 1, text }, [manager], null);
    }
  }

  function look(): void {
    cancel = null;
    try {
      const orders = changed;
      changed = new Set();
      if (tells() && !isHeld()) {
        for (const id of orders) lookAtOrder(id);
        lookAtLinks();
        lookAtSources();
        lookAtWindows();
      }
    } catch (error) {
      log.error('looking for what is to be told stopped at a fault', { error });
    }
    lookIn(everyMs);
  }

  function lookIn(ms: number): void {
    const at = clock.uptime() + ms;
    if (cancel !== null && at >= dueAt) return;
    cancel?.();
    dueAt = at;
    cancel = clock.after(ms, look);
  }

  const raisedOf = (alert: AlertId): readonly EntryOf<'alert-raised'>[] =>
    ledger.entries.ofSubject(alert).filter((entry) => entry.kind === 'alert-raised');

  /** Everybody who was to be told could not be, and nobody's notice is still under way. */
  function isUnheard(alert: AlertId): boolean {
    const ends = ledger.entries.ofSubject(alert).filter((entry) => entry.kind === 'alert-ended');
    const isOpen = ledger.outbox
      .open(alertKind)
      .some(({ key, state }) => state !== 'parked' && isOf(alert, key));
    return !isOpen && ends.length > 0 && ends.every(({ data }) => data.state === 'refused');
  }

  const isOf = (alert: AlertId, key: string): boolean =>
    parts.managers().some(({ name }) => alertKey(alert, name) === key);

  function nextStep(rule: Rule, after: number, known: ReadonlySet<string>) {
    for (let step = after + 1; step <= rule.steps.length; step += 1) {
      const next = rule.steps[step - 1];
      const to = next ? membersOf(next.whom, book.team(), rule.loud).filter((one) => !known.has(one)) : [];
      if (next && to.length > 0) return { step, to, rings: next.rings };
    }
    return null;
  }

  return {
    reasonToKeepQuiet({ occasion, alert, orderId, manager }) {
      switch (occasion) {
        case 'cancelled':
          return orderId !== null && ledger.orders.get(orderId)?.status !== 'cancelled'
            ? 'The order is not cancelled any more'
            : null;
        case 'unpaid': {
          const id = raisedOf(alert)[0]?.data.draft;
          const draft = id === undefined ? null : ledger.drafts.get(id);
          return draft && foundUnpaid(draft, clock.now()) ? null : 'The link is not waited for any more';
        }
        case 'silence':
          return parts.warnings().some((warning) => foundSilent(warning)?.alert === alert)
            ? null
            : 'The source is heard again';
        case 'one-tap':
          // what is not known yet is no reason: ManyChat is asked before it leaves
          return parts.reachOf(manager)?.state === 'open' ? 'Messenger reaches for longer' : null;
      }
    },
    passOn(alert) {
      const raised = raisedOf(alert);
      const last = raised.toSorted((one, other) => other.data.step - one.data.step)[0];
      const rule = book.bell().bell.rules.find(({ id }) => id === last?.data.rule);
      if (!last || !rule || !isUnheard(alert)) return;
      const next = nextStep(rule, last.data.step, new Set(raised.flatMap(({ data }) => data.to)));
      if (next) {
        const { to: _to, sound: _sound, ...told } = last.data;
        const { step, to, rings } = next;
        raise({ ...told, step, ...(rings && { sound: rule.sound }) }, to, last.orderId);
      }
    },
    start() {
      for (const { order } of ledger.orders.each({ since: clock.now() - lookBackMs })) {
        if (order.status === 'cancelled') changed.add(order.id);
      }
      unsubscribe = ledger.entries.onAppended((entries) => {
        if (isHeld()) return;
        const told = entries.filter(({ kind }) => kind === 'order-updated' || kind === 'copy-told');
        for (const { orderId } of told) if (orderId !== null) changed.add(orderId);
        if (told.length > 0) lookIn(settleMs);
      });
      lookIn(settleMs);
    },
    async stop() {
      unsubscribe();
      cancel?.();
      cancel = null;
    },
  };
}
