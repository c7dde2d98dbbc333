import { asProblem, mayPass, messageOf, Problem } from '../../../shared/problem.ts';
import { createPollingLoop } from '../../polling-loop.ts';
import type { Clock, Log, Loop } from '../../ports.ts';
import { gmailPublisher, grantFix } from './grant.ts';

export type GmailWatchParts = {
  /** `projects/PROJECT/topics/TOPIC`. */
  readonly topicName: string;
  /** Has Gmail publish changes of the inbox to the topic. Rejects with a Problem. */
  readonly watch: (topicName: string) => Promise<void>;
  /** Creates the topic. Rejects with a Problem. */
  readonly ensureTopic: () => Promise<unknown>;
  /** Why the mailbox refuses its sign-in; null if it does not, or is not checked yet. */
  readonly refusal: () => Problem | null;
  readonly clock: Clock;
  readonly log: Log;
};

export type GmailWatch = Loop & {
  /** Why Gmail does not publish new mails; they are still polled. */
  problem(): Problem | null;
  /** Renews the watch now: to Gmail, a recreated topic is another one. */
  renew(): void;
};

/** Gmail drops a watch after seven days. */
const renewEveryMs = 24 * 3_600_000;
/** A missing permission may be granted by now. */
const afterRefusalMs = 3_600_000;
const soonMs = 60_000;

/** Has Gmail publish to Pub/Sub when a mail comes into the inbox, while it is started. */
export function createGmailWatch(parts: GmailWatchParts): GmailWatch {
  const { topicName, clock, log } = parts;
  let problem: Problem | null = null;

  async function renew(): Promise<number> {
    problem = parts.refusal() ?? problem;
    if (parts.refusal() !== null) return soonMs;
    try {
      await parts.ensureTopic();
      await parts.watch(topicName);
      problem = null;
      return renewEveryMs;
    } catch (error) {
      const cause = asProblem(error);
      problem = explained(cause, topicName);
      log.warn('Gmail does not publish new mails', { kind: cause.kind, reason: messageOf(error) });
      // a mailbox that is signed in again is watched within a minute
      return mayPass(cause) || cause.kind === 'signed-out' ? soonMs : afterRefusalMs;
    }
  }

  const loop = createPollingLoop(clock, renew);
  return { problem: () => problem, renew: loop.askAnew, start: loop.start, stop: loop.stop };
}

/** Google reports a missing permission as a failed test message, and another project as an invalid topic name. */
function explained(problem: Problem, topicName: string): Problem {
  if (mayPass(problem) || problem.kind === 'signed-out') return problem;
  // an error of the sign-in or the Gmail API, with its own fix
  if (/insufficientPermissions|accessNotConfigured|domainPolicy/.test(problem.message)) return problem;
  const isOtherProject = /invalid topicname/i.test(problem.message);
  const [, project = '', , topic = ''] = topicName.split('/');
  return new Problem('refused', `Gmail does not publish new mails, so they are polled: ${problem.message}`, {
    cause: problem,
    fix: isOtherProject
      ? `Create the OAuth client of Gmail in the Google Cloud project ${project}, and sign in again`
      : grantFix(gmailPublisher, topic),
  });
}
