import { describe, expect, it } from 'vitest';
import type { Asked, ServiceError, SetupAnswers } from '../../../src/main/cluster/setup-checks.ts';
import { findingsOf, serviceErrorOf, setupTopics } from '../../../src/main/cluster/setup-checks.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { PubsubCheckId } from '../../../src/shared/pubsub-check.ts';
import { pubsubChecks } from '../../../src/shared/pubsub-check.ts';

const account = { project: 'my-shop', email: 'orderbell@my-shop.iam.gserviceaccount.com' };
const shopify = 'serviceAccount:delivery@shopify-pubsub-webhooks.iam.gserviceaccount.com';
const gmail = 'serviceAccount:gmail-api-push@system.gserviceaccount.com';
const answered = <T>(value: T): Asked<T> => ({ ok: true, value });
const refused = (error: Partial<ServiceError>): Asked<never> => ({
  ok: false,
  error: { code: null, reason: null, message: 'refused', ...error },
});
const good: SetupAnswers = {
  topics: setupTopics.map((name) => ({ name, made: answered(null) })),
  roundTrip: answered({ clockAheadMs: 0 }),
  publishers: { shopify: answered([shopify]), gmail: answered([gmail]) },
};
const everything = (answer: Asked<never>): SetupAnswers => ({
  topics: setupTopics.map((name) => ({ name, made: answer })),
  roundTrip: answer,
  publishers: { shopify: answer, gmail: answer },
});
const check = (change: Partial<SetupAnswers>) => findingsOf({ ...good, ...change }, account);
const lineOf = (id: PubsubCheckId, change: Partial<SetupAnswers>) =>
  check(change).find((line) => line.id === id);
/** The state of each line, in the order they are shown. */
const states = (change: Partial<SetupAnswers>) => check(change).map(({ id, state }) => `${id} ${state}`);

it('finds everything ok where all was answered', () => {
  expect(check({}).map(({ id }) => id)).toEqual(pubsubChecks);
  expect(check({}).every(({ state, fix }) => state === 'ok' && fix === null)).toBe(true);
});

describe('a question that Google does not let through', () => {
  it.each<[string, Partial<ServiceError>, PubsubCheckId]>([
    ['a key that was deleted', { code: 16, message: 'invalid authentication credentials' }, 'key'],
    [
      'a key that cannot sign',
      {
        code: 2,
        message: 'Getting metadata from plugin failed with error: invalid_grant: Invalid JWT Signature',
      },
      'key',
    ],
    ['a key file that is damaged', { message: 'error:1E08010C:DECODER routines::unsupported' }, 'key'],
    ['an API that is off', { code: 7, reason: 'SERVICE_DISABLED' }, 'api'],
    [
      'an API that was never on',
      { code: 7, message: 'Cloud Pub/Sub API has not been used in project 7 before or it is disabled.' },
      'api',
    ],
    ['a project that is not there', { code: 5, message: 'Requested project not found' }, 'project'],
    ['a project of somebody else', { code: 7, reason: 'CONSUMER_INVALID' }, 'project'],
    [
      'a clock that is far off',
      { code: 2, message: 'invalid_grant: Token must be a short-lived token and in a reasonable timeframe' },
      'clock',
    ],
  ])('names %s', (_, error, id) => {
    const findings = findingsOf(everything(refused(error)), account);
    expect(findings.filter(({ state }) => state === 'failed').map((line) => line.id)).toEqual([id]);
    expect(findings.find((line) => line.id === id)).toMatchObject({
      cause: expect.stringMatching(/\S/),
      fix: expect.stringMatching(/\S/),
    });
  });

  it('leaves what could not be asked as not seen', () => {
    const disabled = everything(refused({ code: 7, reason: 'SERVICE_DISABLED' }));
    expect(states(disabled)).toEqual([
      'key ok',
      'project ok',
      'api failed',
      ...pubsubChecks.slice(3).map((id) => `${id} unseen`),
    ]);
  });

  it('gives the command that enables the API', () => {
    const disabled = everything(refused({ code: 7, reason: 'SERVICE_DISABLED' }));
    expect(lineOf('api', disabled)?.command).toBe(
      'gcloud services enable pubsub.googleapis.com --project my-shop',
    );
  });

  it.each<Partial<ServiceError>>([
    { code: 14, message: 'No connection established' },
    { code: 4, message: 'Deadline exceeded' },
    { code: 16, message: 'Getting metadata from plugin failed with error: getaddrinfo ENOTFOUND oauth2' },
    { message: 'no answer in 20 s' },
  ])('blames nothing while Google cannot be reached: %j', (error) => {
    const findings = findingsOf(everything(refused(error)), account);
    expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(['unseen']));
    expect(findings[0]?.cause).toMatch(/^Pub\/Sub cannot be reached: /);
  });
});

describe('an account without its role', () => {
  const mayNot = refused({ code: 7, message: 'User not authorized to perform this action' });

  it('is given the command that grants it', () => {
    const found = { topics: good.topics.map(({ name }) => ({ name, made: mayNot })), roundTrip: mayNot };
    expect(states(found).slice(0, 5)).toEqual([
      'key ok',
      'project ok',
      'api ok',
      'role failed',
      'topics failed',
    ]);
    expect(lineOf('role', found)?.command).toBe(
      'gcloud projects add-iam-policy-binding my-shop --member serviceAccount:orderbell@my-shop.iam.gserviceaccount.com --role roles/pubsub.editor',
    );
  });

  it('names the topics it could not make', () => {
    const [first, ...others] = good.topics;
    if (!first) throw new Error('there are topics');
    expect(lineOf('topics', { topics: [{ ...first, made: mayNot }, ...others] })?.cause).toBe(
      `Not there: ${first.name}`,
    );
  });
});

describe('the grant of a publisher', () => {
  it.each([
    ['shopify-publisher', 'orderbell-shopify', shopify],
    ['gmail-publisher', 'orderbell-gmail', gmail],
  ] as const)('%s that is missing has its command', (id, topic, member) => {
    const none = { shopify: answered([]), gmail: answered([]) };
    expect(lineOf(id, { publishers: none })).toMatchObject({
      state: 'failed',
      command: `gcloud pubsub topics add-iam-policy-binding ${topic} --project my-shop --member ${member} --role roles/pubsub.publisher`,
    });
  });

  it.each([
    [7, /Pub\/Sub Editor may not read/],
    [5, /no topic orderbell-gmail yet/],
    [12, /Cannot be seen from here: refused/],
  ])('that cannot be read (gRPC %i) is not seen, and has its command', (code, cause) => {
    const publishers = { ...good.publishers, gmail: refused({ code }) };
    expect(lineOf('gmail-publisher', { publishers })).toMatchObject({
      state: 'unseen',
      cause: expect.stringMatching(cause),
      command: expect.stringContaining(gmail),
    });
    expect(lineOf('shopify-publisher', { publishers })?.state).toBe('ok');
  });
});

it.each([
  [120_000, 'ok', null],
  [121_000, 'failed', 'It is 121 s ahead'],
  [-600_000, 'failed', 'It is 600 s behind'],
] as const)('a clock that is %i ms ahead is %s', (clockAheadMs, state, cause) => {
  expect(lineOf('clock', { roundTrip: answered({ clockAheadMs }) })).toMatchObject({ state, cause });
});

it('reads what Google threw out of the Problem that was made of it', () => {
  const thrown = Object.assign(new Error('7 PERMISSION_DENIED'), { code: 7, reason: 'SERVICE_DISABLED' });
  const read = { code: 7, reason: 'SERVICE_DISABLED', message: '7 PERMISSION_DENIED' };
  expect(serviceErrorOf(thrown)).toEqual(read);
  expect(serviceErrorOf(new Problem('refused', 'refused', { cause: thrown }))).toEqual(read);
  expect(serviceErrorOf('text')).toEqual({ code: null, reason: null, message: 'text' });
});
