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
      tried: 'Waits until the test orders are loaded',
      limitMs: 120_000,
      run: async () => {
        if (!config.bigquery) return skipped('BigQuery is not connected');
        const count = await run.committed();
        if (count === 0) return skipped('There was no test order to load');
        return ok(`${count} loaded, hidden from all views`);
      },
    },
    {
      id: 'drill.notice',
      title: 'Messenger',
      tried: `Sends ${by} one message marked as a test`,
      personal: [by],
      limitMs: 40_000,
      run: () => notify(parts, run),
    },
    {
      id: 'drill.email',
      title: 'E-mail',
      tried: `Sends ${by} one e-mail marked as a test`,
      personal: [by],
      // the e-mail may have to wait in the queue
      limitMs: 100_000,
      run: () => notifyByEmail(parts, run),
    },
    {
      id: 'drill.bell',
      title: 'Bell',
      tried: 'Plays the sound in every open window',
      run: async () => {
        parts.events.emit({ kind: 'test-run-sound', drill: id });
        const muted = await Promise.race([run.rung(), after(clock, bellLimitMs)]);
        if (muted === null)
          return warn('No window played the sound', 'Open Orderbell and click once into its page');
        if (muted) return warn('Sound is off in the window', 'Turn it on under Appearance and sound');
        return ok('A window played the sound');
      },
    },
    {
      id: 'drill.toast',
      title: 'Desktop notification',
      tried: 'Shows one marked as a test',
      run: async () => {
        parts.toast(fixedToast('testRun', parts.language()));
        return ok('Sent to the system; only you can tell whether it appeared');
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
      `${by} is not among the managers to notify`,
      'Choose your name at the bottom of the menu, or add it in Setup',
    );
  }
  const { subscriberId } = manager;
  if (subscriberId === null) return skipped(`${by} gets no Messenger messages`);
  const { lastInteraction } = await client.contact(subscriberId);
  if (windowOf(lastInteraction, clock.now()) === 'closed') {
    const { message, fix } = windowClosed();
    return warn(`A notification would not reach ${by}: ${message}`, fix);
  }
  await client.send(subscriberId, blockOf(testRunContent(language())));
  return ok(`ManyChat accepted the message to ${by}`);
}

async function notifyByEmail(
  { config, clock, notifier, language }: TestRunParts,
  { id, by }: ActiveRun,
): Promise<CheckResult> {
  const to = config.managers.find(({ name }) => name === by)?.email;
  if (to === undefined) return skipped(`${by} gets no e-mail`);
  const mailer = notifier.mailer();
  if (!mailer) return warn('Gmail is not allowed to send e-mail', allowFix);
  const from = await mailer.ready();
  const identity = identityOf([`drill:${id}`]);
  await mailer.send(composeMail({ ...testRunContent(language()), from, to, identity, at: clock.now() }));
  return ok(`Gmail accepted the e-mail to ${by}`);
}

const after = (clock: Clock, ms: number): Promise<null> =>
  new Promise((resolve) => {
    clock.after(ms, () => resolve(null));
  });
