import { expect, it } from 'vitest';
import type { ServiceError, SetupAnswers } from '../../../src/main/cluster/setup-checks.ts';
import { serviceErrorOf, setupTopics } from '../../../src/main/cluster/setup-checks.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { PubsubCheckId } from '../../../src/shared/pubsub-check.ts';
import { pubsubChecks } from '../../../src/shared/pubsub-check.ts';
import {
  answered,
  findingsFor,
  gmailMember,
  gmailUnseen,
  refused,
  shopifyMember,
  unmade,
} from './setup-answers.ts';

const lineOf = (id: PubsubCheckId, change: Partial<SetupAnswers>) =>
  findingsFor(change).find((line) => line.id === id);
const failed = (change: Partial<SetupAnswers>) =>
  findingsFor(change)
    .filter(({ state }) => state === 'failed')
    .map(({ id }) => id);

it('finds everything ok where all was answered', () => {
  expect(findingsFor().map(({ id }) => id)).toEqual(pubsubChecks);
  expect(findingsFor().every(({ state, fix }) => state === 'ok' && fix === null)).toBe(true);
});

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
])('names %s alone, with its fix', (_, error, id) => {
  const change = unmade(error);
  expect(failed(change)).toEqual([id]);
  expect(lineOf(id, change)).toMatchObject({
    cause: expect.stringMatching(/\S/),
    fix: expect.stringMatching(/\S/),
  });
});

it('sees nothing behind an API that is off, and gives its command', () => {
  const change = unmade({ code: 7, reason: 'SERVICE_DISABLED' });
  expect(findingsFor(change).map(({ id, state }) => `${id} ${state}`)).toEqual([
    'key ok',
    'project ok',
    'api failed',
    ...pubsubChecks.slice(3).map((id) => `${id} unseen`),
  ]);
  expect(lineOf('api', change)?.command).toBe(
    'gcloud services enable pubsub.googleapis.com --project my-shop',
  );
});

it.each<Partial<ServiceError>>([
  { code: 14, message: 'No connection established' },
  { code: 4, message: 'Deadline exceeded' },
  { code: 16, message: 'Getting metadata from plugin failed with error: getaddrinfo ENOTFOUND oauth2' },
  { message: 'no response in 20 s' },
])('blames nothing while Google cannot be reached: %j', (error) => {
  const findings = findingsFor(unmade(error));
  expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(['unseen']));
  expect(findings[0]?.cause).toMatch(/^Pub\/Sub cannot be reached: /);
});

it('gives the command of a missing role, and names the missing topics', () => {
  const mayNot = refused({ code: 7, message: 'User not authorized to perform this action' });
  const made = { topics: setupTopics.map((name) => ({ name, made: mayNot })), roundTrip: mayNot };
  expect(failed(made)).toEqual(['role', 'topics']);
  expect(lineOf('role', made)?.command).toBe(
    'gcloud projects add-iam-policy-binding my-shop --member serviceAccount:orderbell@my-shop.iam.gserviceaccount.com --role roles/pubsub.editor',
  );
  const [first = '', ...others] = setupTopics;
  const topics = [{ name: first, made: mayNot }, ...others.map((name) => ({ name, made: answered(null) }))];
  expect(lineOf('topics', { topics })?.cause).toBe(`Missing: ${first}`);
});

it.each([
  ['shopify-publisher', 'orderbell-shopify', shopifyMember],
  ['gmail-publisher', 'orderbell-gmail', gmailMember],
] as const)('gives the command of a missing grant: %s', (id, topic, member) => {
  const publishers = { shopify: answered([]), gmail: answered([]) };
  expect(lineOf(id, { publishers })).toMatchObject({
    state: 'failed',
    command: `gcloud pubsub topics add-iam-policy-binding ${topic} --project my-shop --member ${member} --role roles/pubsub.publisher`,
  });
});

it.each([
  [7, /Pub\/Sub Editor may not read/],
  [5, /no topic orderbell-gmail yet/],
  [12, /Can’t be checked: refused/],
])('gives the command of a grant that cannot be read: gRPC %i', (code, cause) => {
  expect(lineOf('gmail-publisher', gmailUnseen(code))).toMatchObject({
    state: 'unseen',
    cause: expect.stringMatching(cause),
    command: expect.stringContaining(gmailMember),
  });
  expect(lineOf('shopify-publisher', gmailUnseen(code))?.state).toBe('ok');
});

it.each([
  [120_000, 'ok', null],
  [121_000, 'failed', 'It is 121 s ahead'],
  [-600_000, 'failed', 'It is 600 s behind'],
] as const)('judges a clock that is %i ms ahead as %s', (clockAheadMs, state, cause) => {
  expect(lineOf('clock', { roundTrip: answered({ clockAheadMs }) })).toMatchObject({ state, cause });
});

it('reads Google’s error, also out of a Problem', () => {
  const thrown = Object.assign(new Error('7 PERMISSION_DENIED'), { code: 7, reason: 'SERVICE_DISABLED' });
  const read = { code: 7, reason: 'SERVICE_DISABLED', message: '7 PERMISSION_DENIED' };
  expect(serviceErrorOf(thrown)).toEqual(read);
  expect(serviceErrorOf(new Problem('refused', 'refused', { cause: thrown }))).toEqual(read);
  expect(serviceErrorOf('text')).toEqual({ code: null, reason: null, message: 'text' });
});
