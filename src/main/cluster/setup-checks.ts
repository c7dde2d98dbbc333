import { z } from 'zod';
import type { PubsubCheckId, PubsubFinding } from '../../shared/pubsub-check.ts';
import { pubsubChecks } from '../../shared/pubsub-check.ts';
import { gmailPublisher, shopifyPublisher } from '../intake/pubsub/grant.ts';
import { eventsTopic, gmailTopic, leaderTopic, shopifyTopic, signalsTopic } from './names.ts';

const errorSchema = z
  .object({
    code: z.number().nullable().default(null),
    /** Google's error reason, such as `SERVICE_DISABLED`. */
    reason: z.string().nullable().default(null),
    message: z.string(),
  })
  .readonly();
/** An error of Google's services, in gRPC terms. */
export type ServiceError = z.infer<typeof errorSchema>;
export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ServiceError };

/** Pub/Sub's answer to each check. */
export type SetupAnswers = {
  /** Each topic, created or existing. */
  readonly topics: readonly { readonly name: string; readonly made: Asked<unknown> }[];
  /** A message sent to itself. */
  readonly roundTrip: Asked<{
    /** By how much this computer's clock is ahead of the service's, milliseconds. */
    readonly clockAheadMs: number;
  }>;
  /** Members allowed to publish to a topic, as `serviceAccount:name@domain`. */
  readonly publishers: {
    readonly shopify: Asked<readonly string[]>;
    readonly gmail: Asked<readonly string[]>;
  };
};
export type Account = {
  readonly project: string;
  /** The service account; null for a test server without authentication. */
  readonly email: string | null;
};

export const setupTopics = [eventsTopic, signalsTopic, leaderTopic, shopifyTopic, gmailTopic];
const grants = [
  { id: 'shopify-publisher', from: 'shopify', topic: shopifyTopic, account: shopifyPublisher },
  { id: 'gmail-publisher', from: 'gmail', topic: gmailTopic, account: gmailPublisher },
] as const;
const farSeconds = 120;
const clockFix = 'Set the clock automatically in the date and time settings of this computer';

type Words = Pick<PubsubFinding, 'cause'> & Partial<PubsubFinding>;
type Stop = { readonly at: PubsubCheckId | null; readonly cause: string } & Partial<PubsubFinding>;

/** Converts Pub/Sub's answers to one finding for each check, with its cause and its fix. */
export function findingsOf(answers: SetupAnswers, account: Account): readonly PubsubFinding[] {
  const { topics, roundTrip, publishers } = answers;
  const lines = new Map<PubsubCheckId, PubsubFinding>();
  const line = (id: PubsubCheckId, state: PubsubFinding['state'], words: Words = { cause: null }): void => {
    lines.set(id, { id, state, fix: null, command: null, ...words });
  };

  const unmade = topics.flatMap(({ name, made }) => (made.ok ? [] : [{ name, error: made.error }]));
  const stop = unmade[0] ? stopOf(unmade[0].error, account) : null;
  if (stop !== null) {
    const { at, ...words } = stop;
    const failedAt = at === null ? -1 : pubsubChecks.indexOf(at);
    for (const [place, id] of pubsubChecks.entries()) {
      // the clock is checked last, and a wrong clock makes the result for the key meaningless
      if (id === at) line(id, 'failed', words);
      else if (at !== null && at !== 'clock' && place < failedAt) line(id, 'ok');
      else line(id, 'unseen', { cause: at === null ? words.cause : 'Checked after the failed check passes' });
    }
    return inOrder(lines);
  }

  for (const id of ['key', 'api'] as const) line(id, 'ok');
  line('project', 'ok', { cause: account.project });
  const isRefused = ({ code: status }: ServiceError): boolean => status === code.refused;
  if (unmade.some(({ error }) => isRefused(error)) || (!roundTrip.ok && isRefused(roundTrip.error)))
    line('role', 'failed', roleWords(account));
  else if (roundTrip.ok) line('role', 'ok');
  else line('role', 'unseen', { cause: `A test message was not received: ${roundTrip.error.message}` });

  if (unmade.length === 0) line('topics', 'ok', { cause: topics.map(({ name }) => name).join(', ') });
  else {
    const fix = 'Grant the role first, then check again: the app creates them';
    const missing = unmade.map(({ name }) => name).join(', ');
    line('topics', 'failed', { cause: `Missing: ${missing}`, fix });
  }

  for (const { id, from, topic, account: publisher } of grants) {
    const asked = publishers[from];
    const member = `serviceAccount:${publisher}`;
    const command = `gcloud pubsub topics add-iam-policy-binding ${topic} --project ${account.project} --member ${member} --role roles/pubsub.publisher`;
    if (!asked.ok) {
      const cause = unseenGrant(asked.error, topic);
      line(id, 'unseen', { cause, fix: 'Run the command once; repeating it is harmless', command });
    } else if (asked.value.includes(member)) line(id, 'ok');
    else {
      const cause = `${publisher} may not publish to ${topic}`;
      line(id, 'failed', { cause, fix: 'Run the command once in Google’s Cloud Shell', command });
    }
  }

  const ahead = roundTrip.ok ? Math.round(roundTrip.value.clockAheadMs / 1_000) : null;
  const seconds = Math.abs(ahead ?? 0);
  if (ahead === null)
    line('clock', 'unseen', { cause: 'No test message was received to compare the time with' });
  else if (seconds <= farSeconds) line('clock', 'ok');
  else {
    const cause = ahead > 0 ? `It is ${seconds} s ahead` : `It is ${seconds} s behind`;
    line('clock', 'failed', { cause, fix: clockFix });
  }
  return inOrder(lines);
}

function unseenGrant({ code: status, message }: ServiceError, topic: string): string {
  if (status === code.refused)
    return `Can’t be checked: the role Pub/Sub Editor may not read who publishes to ${topic}`;
  return status === code.notFound ? `There is no topic ${topic} yet` : `Can’t be checked: ${message}`;
}

const inOrder = (lines: ReadonlyMap<PubsubCheckId, PubsubFinding>): readonly PubsubFinding[] =>
  pubsubChecks.flatMap((id) => lines.get(id) ?? []);

const roleWords = ({ project, email }: Account): Words => ({
  cause: 'The service account may not create topics, publish and subscribe',
  fix: 'Grant it the role Pub/Sub Editor in the project: run the command, or use IAM → Grant access in the Cloud console',
  command: `gcloud projects add-iam-policy-binding ${project} --member serviceAccount:${email ?? 'ACCOUNT'} --role roles/pubsub.editor`,
});

/** The status codes of gRPC. */
const code = { unknown: 2, deadline: 4, notFound: 5, refused: 7, internal: 13, unavailable: 14, key: 16 };
const isNetwork = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|socket hang up/;
const isKey = /plugin failed|invalid_grant|DECODER|PEM|asn1/i;
/** Google refuses a token signed with a clock more than five minutes off. */
const isClock = /reasonable timeframe/;

/** The error that prevents all further checks; null if the service answered and refused only the topic. */
function stopOf({ code: status, reason, message }: ServiceError, { project }: Account): Stop | null {
  if (isClock.test(message))
    return { at: 'clock', cause: 'Google does not accept the time of this computer', fix: clockFix };
  if (isNetwork.test(message)) return { at: null, cause: `Pub/Sub cannot be reached: ${message}` };
  if (status === code.key || ((status === null || status === code.unknown) && isKey.test(message)))
    return {
      at: 'key',
      cause: `Google does not accept the key of the service account: ${message}`,
      fix: 'Choose the key file again in Setup, at BigQuery',
    };
  if (
    reason === 'SERVICE_DISABLED' ||
    (status === code.refused && /has not been used in project/.test(message))
  )
    return {
      at: 'api',
      cause: `The Pub/Sub API is not enabled in the project ${project}`,
      fix: 'Run the command, or open APIs & Services → Library in the Cloud console, choose Cloud Pub/Sub API and press Enable; it takes some minutes',
      command: `gcloud services enable pubsub.googleapis.com --project ${project}`,
    };
  if (status === code.notFound || reason === 'CONSUMER_INVALID' || reason === 'USER_PROJECT_DENIED')
    return {
      at: 'project',
      cause: `The project ${project} does not exist, or this account may not use it`,
      fix: 'Check the project ID in the Cloud console and correct it in Setup, at BigQuery',
    };
  return status === code.refused ? null : { at: null, cause: `Pub/Sub cannot be reached: ${message}` };
}

/** Parses the error of Google's client, also if it is wrapped in a Problem. */
export function serviceErrorOf(error: unknown): ServiceError {
  const thrown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return errorSchema.safeParse(thrown).data ?? { code: null, reason: null, message: String(error) };
}
