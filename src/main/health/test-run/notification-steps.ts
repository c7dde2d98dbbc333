import { windowOf } from '../../../shared/messenger-window.ts';
import { windowClosed } from '../../manychat/problems.ts';
import { composeMail, identityOf } from '../../notify/email/compose-mail.ts';
import { allowFix } from '../../notify/email/send-problem.ts';
import { fixedToast } from '../../notify/fixed-toasts.ts';
import { testRunContent } from '../../notify/message.ts';
import { blockOf } from '../../notify/messenger-channel.ts';
import type { Clock } from '../../ports.ts';
import type { CheckResult, HealthCheck } from '../diagnostics/health-check.ts';
import { ok, skipped, warn } from '../diagnostics/health-check.ts';
import type { ActiveRun, TestRunParts } from './active-run.ts';

const bellLimitMs = 5_000;

/** The steps after an order: the warehouse, the manager, the sound. */
export function notificationSteps(parts: TestRunParts, run: ActiveRun): readonly HealthCheck[] {
  const { config, clock } = parts;
  const { id, by } = run;
  return [
    {
      id: 'drill.warehouse',
      title: 'BigQuery',
      tried: 'Waited until the test orders were loaded',
      limitMs: 120_000,
      run: async () => {
        if (!config.bigquery) return skipped('BigQuery is not connected');
        const count = await run.committed();
        if (count === 0) return skipped('No order came that could be loaded');
        return ok(`${count} are there, in the log that no view shows them from`);
      },
    },
    {
      id: 'drill.notice',
      title: 'Messenger',
      tried: `Sent ${by} one message marked as a drill`,
      personal: [by],
      limitMs: 40_000,
      run: () => notify(parts, run),
    },
    {
      id: 'drill.email',
      title: 'E-mail',
      tried: `Sent ${by} one e-mail marked as a drill`,
      personal: [by],
      // the e-mail may have to wait in the queue
      limitMs: 100_000,
      run: () => notifyByEmail(parts, run),
    },
    {
      id: 'drill.bell',
      title: 'Bell',
      tried: 'Rang in every window that is open',
      run: async () => {
        parts.events.emit({ kind: 'drill-bell', drill: id });
        const muted = await Promise.race([run.rung(), after(clock, bellLimitMs)]);
        if (muted === null) return warn('No window rang', 'Open Orderbell, and click once into its page');
        if (muted) return warn('The bell is off in the window', 'Turn it on under Look and sound');
        return ok('A window rang');
      },
    },
    {
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

async function notify(
  { config, clock, notifier, language }: TestRunParts,
  { by }: ActiveRun,
): Promise<CheckResult> {
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

async function notifyByEmail(
  { config, clock, notifier, language }: TestRunParts,
  { id, by }: ActiveRun,
): Promise<CheckResult> {
  const to = config.managers.find(({ name }) => name === by)?.email;
  if (to === undefined) return skipped(`${by} is not told by e-mail`);
  const mailer = notifier.mailer();
  if (!mailer) return warn('Gmail may not send e-mail', allowFix);
  const from = await mailer.ready();
  const identity = identityOf([`drill:${id}`]);
  await mailer.send(composeMail({ ...testRunContent(language()), from, to, identity, at: clock.now() }));
  return ok(`Gmail took the e-mail to ${by}`);
}

const after = (clock: Clock, ms: number): Promise<null> =>
  new Promise((resolve) => {
    clock.after(ms, () => resolve(null));
  });
