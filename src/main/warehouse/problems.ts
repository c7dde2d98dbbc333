import { z } from 'zod';
import { messageOf, Problem } from '../../shared/problem.ts';
import { certificateProblem } from '../connection-faults.ts';
import type { BigQueryConfig } from '../settings/config.ts';

/** The parsed part of an error of the client library or of a job. */
const faultSchema = z.object({ reason: z.string().optional(), message: z.string().optional() }).readonly();
const thrownSchema = z
  .object({
    code: z.union([z.int(), z.string()]).optional().catch(undefined),
    message: z.string().optional().catch(undefined),
    errors: z.array(faultSchema).optional().catch(undefined),
  })
  .readonly();
export type Fault = z.infer<typeof faultSchema>;
export const faultsSchema = z.array(faultSchema).readonly();

const seconds = 1_000;
const roles =
  'Grant the service account BigQuery Data Editor on the dataset and BigQuery Job User on the project';

/** The HTTP status or the connection's error code, and BigQuery's reasons. */
function readThrown(error: unknown): {
  code: number | string | undefined;
  reasons: readonly string[];
  words: string;
} {
  const thrown = thrownSchema.safeParse(error).data ?? {};
  const reasons = (thrown.errors ?? []).flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  const words = thrown.errors?.find(({ message }) => message)?.message ?? thrown.message ?? messageOf(error);
  return { code: thrown.code, reasons, words };
}

/** True if a job or a table with this name already exists. */
export function isAlreadyThere(error: unknown): boolean {
  const { code, reasons, words } = readThrown(error);
  return code === 409 || reasons.includes('duplicate') || /already (exists|created)/i.test(words);
}

/** True if another client changed the object since it was read. */
export function isConflict(error: unknown): boolean {
  const { code, reasons } = readThrown(error);
  return code === 412 || reasons.includes('conditionNotMet');
}

export function isNotFound(error: unknown): boolean {
  const { code, reasons } = readThrown(error);
  return code === 404 || reasons.includes('notFound');
}

/** Converts a failed request to a problem for the account's owner. */
export function readProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, reasons, words } = readThrown(error);
  const reason = reasons[0];
  const byReason = reason === undefined ? null : problemOfReason(reason, words, error);
  if (byReason) return byReason;
  if (typeof code === 'string' || code === undefined) return problemOfConnection(code, words, error);
  if (code === 429) return new Problem('throttled', words, { cause: error, retryAfterMs: 30 * seconds });
  if (code >= 500 || code === 408)
    return new Problem('unreachable', `BigQuery answered ${code}`, { cause: error });
  if (code === 401) return problemOfReason('authError', words, error) ?? new Problem('signed-out', words);
  if (code === 403) return problemOfReason('accessDenied', words, error) ?? new Problem('refused', words);
  if (code === 404) return problemOfReason('notFound', words, error) ?? new Problem('not-found', words);
  return new Problem('bad-input', words, { cause: error });
}

/** The same for a dataset that cannot be created or read: no role can be granted on a dataset that does not exist. */
export const datasetProblem =
  ({ dataset, location }: BigQueryConfig) =>
  (error: unknown): Problem => {
    const problem = readProblem(error);
    if (problem.fix !== roles) return problem;
    return new Problem(problem.kind, problem.message, {
      cause: error,
      fix: `Grant the service account BigQuery Data Editor and BigQuery Job User on the project. Or grant the first one only on the dataset ${dataset}; create it in ${location} if it is missing`,
    });
  };

/** A handler for `catch` that throws the result of `readProblem`. */
export function rethrow(error: unknown): never {
  throw readProblem(error);
}

/** Maps BigQuery's reasons of a refused request or failed job; null for an unknown one. */
export function problemOfReason(reason: string, words: string, cause?: unknown): Problem | null {
  switch (reason) {
    case 'rateLimitExceeded':
    case 'userRateLimitExceeded':
    case 'jobRateLimitExceeded': // short-term: passes in seconds
      return new Problem('throttled', words, { cause, retryAfterMs: 5 * seconds });
    case 'quotaExceeded': // a quota of hours or a day: asking sooner only uses more of it
      return new Problem('throttled', words, { cause, retryAfterMs: 600 * seconds });
    case 'backendError':
    case 'internalError':
    case 'jobBackendError':
    case 'jobInternalError':
    case 'stopped':
    case 'timeout':
    case 'tableUnavailable':
      return new Problem('unreachable', words, { cause });
    case 'authError':
    case 'required':
      return new Problem('signed-out', 'BigQuery rejects the service account key', {
        cause,
        fix: 'Create a new key for the service account and enter it',
      });
    case 'billingNotEnabled':
      return new Problem('refused', words, {
        cause,
        fix: 'Turn on billing for the project, or choose the mode "load", which needs none',
      });
    case 'accessNotConfigured':
      return new Problem('refused', 'The BigQuery API is not enabled in this project', {
        cause,
        fix: 'In the Google Cloud console: APIs & Services → Library → BigQuery API → Enable; also check the project ID',
      });
    case 'accessDenied':
      return new Problem('refused', words, {
        cause,
        fix: /free tier|billing/i.test(words)
          ? 'Turn on billing for the project, or choose the mode "load", which needs none'
          : roles,
      });
    case 'notFound':
      return new Problem('not-found', words, {
        cause,
        fix: 'Check the project, the dataset and its location',
      });
    case 'invalid':
    case 'invalidQuery':
      return new Problem('bad-input', words, { cause });
    default:
      return null;
  }
}

function problemOfConnection(code: string | undefined, words: string, cause: unknown): Problem {
  // Google refuses a token signed with a wrong clock; it works again once the clock is set
  if (/invalid_grant/.test(words) && /timeframe|\b(iat|exp)\b/.test(words)) {
    return new Problem('unreachable', 'Google rejects the sign-in: this computer’s clock is wrong', {
      cause,
      fix: 'Set the clock automatically in the date and time settings of this computer',
    });
  }
  if (/invalid_grant|invalid_client|unauthorized_client|PEM|DECODER|asn1/i.test(`${code} ${words}`)) {
    return problemOfReason('authError', words, cause) ?? new Problem('signed-out', words, { cause });
  }
  return (
    certificateProblem('BigQuery', cause) ??
    new Problem('unreachable', `Could not reach BigQuery (${code ?? words})`, { cause })
  );
}
