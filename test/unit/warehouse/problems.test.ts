import { describe, expect, it } from 'vitest';
import { readJob } from '../../../src/main/warehouse/load.ts';
import {
  datasetProblem,
  isAlreadyThere,
  isNotFound,
  readProblem,
} from '../../../src/main/warehouse/problems.ts';

const refusal = (code: number, reason: string, message = 'words of BigQuery') =>
  Object.assign(new Error(message), { code, errors: [{ reason, message, domain: 'global' }] });

describe('problems of BigQuery', () => {
  it.each([
    [403, 'rateLimitExceeded', 'throttled', 5_000],
    [403, 'quotaExceeded', 'throttled', 600_000],
    [403, 'accessDenied', 'refused', undefined],
    [403, 'billingNotEnabled', 'refused', undefined],
    [404, 'notFound', 'not-found', undefined],
    [401, 'authError', 'signed-out', undefined],
    [400, 'invalid', 'bad-input', undefined],
    [503, 'backendError', 'unreachable', undefined],
  ])('reads %i %s as %s', (code, reason, kind, retryAfterMs) => {
    expect(readProblem(refusal(code, reason))).toMatchObject({ kind, retryAfterMs });
  });

  it('goes by the code when the reason is new', () => {
    expect(readProblem(refusal(502, 'neverSeen')).kind).toBe('unreachable');
    expect(readProblem(refusal(429, 'neverSeen')).kind).toBe('throttled');
    expect(readProblem(refusal(403, 'neverSeen')).kind).toBe('refused');
  });

  it('says what to do about a missing right, and about missing billing', () => {
    expect(readProblem(refusal(403, 'accessDenied')).fix).toContain('BigQuery Data Editor');
    expect(
      readProblem(refusal(403, 'accessDenied', 'Streaming insert is not allowed in the free tier')).fix,
    ).toContain('billing');
  });

  it('names a disabled API without roles, on the dataset too', () => {
    const refused = refusal(
      403,
      'accessNotConfigured',
      'BigQuery API has not been used in project 42 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/bigquery.googleapis.com/overview?project=42 then retry.',
    );
    const config = { projectId: 'shop', dataset: 'crm', location: 'EU', key: null, mode: 'load' } as const;
    for (const problem of [readProblem(refused), datasetProblem(config)(refused)]) {
      expect(problem).toMatchObject({
        kind: 'refused',
        message: 'The BigQuery API is not enabled in this project',
        fix: expect.stringContaining('BigQuery API → Enable'),
      });
    }
  });

  it('takes a lost connection for offline, never for signed out', () => {
    const lost = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(readProblem(lost)).toMatchObject({ kind: 'unreachable' });
  });

  it('takes a refused key for signed out', () => {
    expect(readProblem(new Error('invalid_grant: Invalid JWT Signature.')).kind).toBe('signed-out');
  });

  it.each([
    'invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values and use a clock with skew to account for clock differences between systems.',
    'invalid_grant: Invalid JWT: Token must be a short-lived token and in a reasonable timeframe',
  ])('blames a wrong clock and not the key: %s', (words) => {
    expect(readProblem(new Error(words))).toMatchObject({
      kind: 'unreachable',
      fix: expect.stringContaining('Set the clock'),
    });
  });

  it('knows a taken job id however it is worded', () => {
    expect(isAlreadyThere(refusal(409, 'duplicate', 'Already Exists: Job shop:EU.desk-1-1-2'))).toBe(true);
    expect(isAlreadyThere(refusal(404, 'notFound'))).toBe(false);
    expect(isNotFound(refusal(404, 'notFound'))).toBe(true);
  });
});

describe('state of a load job', () => {
  it('is running until it is done', () => {
    expect(readJob({ status: { state: 'PENDING' } })).toEqual({ state: 'running' });
    expect(readJob({ status: { state: 'RUNNING' } })).toEqual({ state: 'running' });
  });

  it('counts the rows, which arrive as text', () => {
    const metadata = { status: { state: 'DONE' }, statistics: { load: { outputRows: '12' } } };
    expect(readJob(metadata)).toEqual({ state: 'loaded', rows: 12 });
  });

  it('finds the failing row by the error that names it', () => {
    const counted = 'JSON table encountered too many errors, giving up. Rows: 1; errors: 1.';
    const named = 'JSON parsing error in row starting at position 0: Could not parse "x" as a timestamp';
    const errorResult = { reason: 'invalid', message: counted };
    const errors = [errorResult, { reason: 'invalid', message: named }];
    expect(readJob({ status: { state: 'DONE', errorResult, errors } })).toMatchObject({
      state: 'failed',
      rowsAtFault: true,
      problem: { kind: 'bad-input', message: named },
    });
  });

  it('does not blame a row for a passing fault of the service', () => {
    const errorResult = {
      reason: 'backendError',
      message: 'Error encountered during execution. Retrying may solve it.',
    };
    expect(readJob({ status: { state: 'DONE', errorResult } })).toMatchObject({
      rowsAtFault: false,
      problem: { kind: 'unreachable' },
    });
  });
});
