import type { AppEvent } from '../../shared/contract.ts';
import type { Entry } from '../../shared/entry.ts';
import type { Language } from '../../shared/languages.ts';
import { oneLine } from '../../shared/one-line.ts';
import { textsOf } from '../../shared/texts.ts';
import type { Toast } from '../host.ts';
import type { Clock, Ledger, Log, Loop } from '../ports.ts';
import { createToastGatherer } from './gather-toasts.ts';

export type NewSenderToastsParts = {
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly language: () => Language;
  /** False during the quiet hours of the manager at this computer. */
  readonly mayRing: () => boolean;
  readonly emit: (event: AppEvent) => void;
  readonly toast: (toast: Toast) => void;
};

/** An older sender, such as from a computer that was offline, is in the list and does not ring. */
const newsMs = 15 * 60_000;
const mostNamed = 5;

/** What is shown for undecided addresses; null for none. */
export function newSendersToast(addresses: readonly string[], language: Language): Toast | null {
  const t = textsOf(language, 'notification');
  const ask = t('newSenderAsk');
  const [first, ...others] = addresses.map((each) => oneLine(each, 120));
  if (first === undefined) return null;
  if (others.length === 0) return { title: t('newSender', { address: first }), body: ask, orderId: null };
  const named = [first, ...others].slice(0, mostNamed);
  const body = [...named, ...(addresses.length > mostNamed ? ['…'] : [])].join(', ');
  return {
    title: t('newSenders', { count: addresses.length }),
    body,
    orderId: null,
  };
}

/** Asks once about each new sender: one toast and one ring, together for those that come together. */
export function createNewSenderToasts(parts: NewSenderToastsParts): Loop {
  const { ledger, clock, log, language, mayRing, emit, toast } = parts;
  let unsubscribe = (): void => {};
  const gathered = createToastGatherer<string>({
    clock,
    log,
    show(addresses) {
      const shown = newSendersToast(addresses, language());
      if (shown) toast(shown);
      if (mayRing()) emit({ kind: 'alert-once', sound: 'question' });
    },
  });
  return {
    start() {
      unsubscribe = ledger.entries.onAppended((entries, { quiet, known }) => {
        if (quiet) return;
        const isNew = ({ id, at }: Entry): boolean => !known.has(id) && clock.now() - at < newsMs;
        const found = entries
          .filter((entry) => entry.kind === 'sender-found')
          .filter((entry) => entry.data.quiet !== true && isNew(entry));
        gathered.add(found.map(({ data }) => data.address));
      });
    },
    async stop() {
      unsubscribe();
      await gathered.stop();
    },
  };
}
