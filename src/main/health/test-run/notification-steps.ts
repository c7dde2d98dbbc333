import type { OrderId } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import { windowOf } from '../../../shared/messenger-window.ts';
import type { Toast } from '../../host.ts';
import type { Manychat } from '../../manychat/client.ts';
import { windowClosed } from '../../manychat/problems.ts';
import { composeMail, identityOf } from '../../notify/email/compose-mail.ts';
import type { Mailer } from '../../notify/email/mailer.ts';
import { allowFix } from '../../notify/email/send-problem.ts';
import { fixedToast } from '../../notify/fixed-toasts.ts';
import { testRunContent } from '../../notify/message.ts';
import { blockOf } from '../../notify/messenger-channel.ts';
import type { Clock, Events } from '../../ports.ts';
import type { Config } from '../../settings/config.ts';
import type { Check, CheckResult } from '../diagnostics/check.ts';
import { ok, skipped, warn } from '../diagnostics/check.ts';

export type TellParts = {
  readonly config: Config;
  readonly clock: Clock;
  readonly events: Events;
  readonly notifier: { readonly manychat: () => Manychat | null; readonly mailer: () => Mailer | null };
  readonly language: () => Language;
  readonly toast: (toast: Toast) => void;
  readonly drill: string;
  /** The manager who started it, the only one who is notified. */
  readonly by: string;
  /** The orders that have arrived by now. */
  readonly came: () => readonly OrderId[];
  readonly committed: (id: OrderId) => Promise<void>;
  /** Resolves when a window reports that it rang, with whether it was muted. */
  readonly rung: () => Promise<boolean>;
};

const base = { group: 'drill' } as const;
const loadLimitMs = 120_000;
const bellLimitMs = 5_000;
/** The e-mail may have to wait in the queue. */
const emailLimitMs = 100_000;

/** The steps after an order: the warehouse, the manager, the sound. */
export function tellSteps(parts: TellParts): readonly Check[] {
  const { config, clock, drill, by } = parts;
  return [
    {
      ...base,
      id: 'drill.warehouse',
      title: 'BigQuery',
      tried: 'Waited until the test orders were loaded',
      limitMs: loadLimitMs,
      run: async () => {
        if (!config.bigquery) return skipped('BigQuery is not connected');
        const came = parts.came();
        if (came.length === 0) return skipped('No order came that could be loaded');
        await Promise.all(came.map(parts.committed));
        return ok(`${came.length} are there, in the log that no view shows them from`);
      },
    },
    {
      ...base,
      id: 'drill.notice',
      title: 'Messenger',
      tried: `Sent ${by} one message marked as a drill`,
      personal: [by],
      limitMs: 40_000,
      run: () => notify(parts),
    },
    {
      ...base,
      id: 'drill.email',
      title: 'E-mail',
      tried: `Sent ${by} one e-mail marked as a drill`,
      personal: [by],
      limitMs: emailLimitMs,
      run: () => notifyByEmail(parts),
    },
    {
      ...base,
      id: 'drill.bell',
      title: 'Bell',
      tried: 'Rang in every window that is open',
      run: async () => {
        parts.events.emit({ kind: 'drill-bell', drill });
        const muted = await Promise.race([parts.rung(), after(clock, bellLimitMs)]);
        if (muted === null) return warn('No window rang', 'Open Orderbell, and click once into its page');
        if (muted) return warn('The bell is off in the window', 'Turn it on under Look and sound');
        return ok('A window rang');
      },
    },
    {
      ...base,
      id: 'drill.toast',
      title: 'Notice of the system',
      tried: 'Showed one that says it is a drill',
      run: async () => {
        parts.toast(fixedToast('testRun', parts.language()));
        return ok('Given to the system; only you can tell whether it was shown');
      },
    },
  ];
}

async function notify({ config, clock, notifier, language, by }: TellParts): Promise<CheckResult> {
  const client = notifier.manychat();
  if (!client) return skipped('ManyChat is not connected');
  const manager = config.managers.find(({ name }) => name === by);
  if (!manager) {
    return warn(
      `${by} is none of the managers who are told`,
      'Choose your name below in the menu, or add it in Setup',
    );
  }
  const { subscriberId } = manager;
  if (subscriberId === null) return skipped(`${by} is not told by Messenger`);
  const { lastInteraction } = await client.contact(subscriberId);
  if (windowOf(lastInteraction, clock.now()) === 'closed') {
    const { message, fix } = windowClosed();
    return warn(`A notice would not reach ${by}: ${message}`, fix);
  }
  await client.send(subscriberId, blockOf(testRunContent(language())));
  return ok(`ManyChat took the message to ${by}`);
}

async function notifyByEmail(parts: TellParts): Promise<CheckResult> {
  const { config, clock, notifier, language, drill, by } = parts;
  const to = config.managers.find(({ name }) => name === by)?.email;
  if (to === undefined) return skipped(`${by} is not told by e-mail`);
  const mailer = notifier.mailer();
  if (!mailer) return warn('Gmail may not send e-mail', allowFix);
  const from = await mailer.ready();
  const identity = identityOf([`drill:${drill}`]);
  await mailer.send(composeMail({ ...testRunContent(language()), from, to, identity, at: clock.now() }));
  return ok(`Gmail took the e-mail to ${by}`);
}

const after = (clock: Clock, ms: number): Promise<null> =>
  new Promise((resolve) => {
    clock.after(ms, () => resolve(null));
  });
