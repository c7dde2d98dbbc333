import type { BigQueryOptions } from '@google-cloud/bigquery';
import { BigQuery } from '@google-cloud/bigquery';
import { JWT, OAuth2Client } from 'google-auth-library';
import { isProblem, Problem } from '../../shared/problem.ts';
import type { Patience } from '../patience.ts';
import type { BigQueryConfig } from '../settings/config.ts';

/** The latest time a `Date` can hold: the token of a test server never expires. */
const never = 8.64e15;

/** The timeout the library intends for itself; it is lost because its `fetch` does not apply it. */
const longestMs = 60_000;

/** Without a timeout, a request to a silent BigQuery would wait forever and report no problem. */
class LimitedBigQuery extends BigQuery {
  readonly #patience: Patience | undefined;

  constructor(options: BigQueryOptions, patience?: Patience) {
    super(options);
    this.#patience = patience;
  }

  override request(...[options, callback]: Parameters<BigQuery['request']>): void {
    try {
      this.#patience?.check();
    } catch (error) {
      if (!isProblem(error)) throw error;
      callback(error);
      return;
    }
    const limit = AbortSignal.timeout(longestMs);
    const late = (): void => {
      callback(Object.assign(new Error('BigQuery did not answer'), { code: 'ETIMEDOUT' }));
    };
    limit.addEventListener('abort', late, { once: true });
    super.request(options, (error, ...answer) => {
      limit.removeEventListener('abort', late);
      this.#patience?.heardIn(error);
      if (!limit.aborted) callback(error, ...answer);
    });
  }
}

/**
 * The official client. It never searches for credentials, never retries by itself, and respects BigQuery's `Retry-After`.
 * Uploads bypass that: check the gate before and record the response after.
 */
export function openBigQuery(config: BigQueryConfig, patience?: Patience): BigQuery {
  // the variable would override the address and drop its path
  delete process.env.BIGQUERY_EMULATOR_HOST;
  const options = {
    projectId: config.projectId,
    location: config.location,
    authClient: authClientOf(config),
    retryOptions: { autoRetry: false },
    ...(config.apiBase !== undefined && { apiEndpoint: config.apiBase }),
  };
  return new LimitedBigQuery(options, patience);
}

/** Always passed explicitly: otherwise a developer's own token would be sent to a test server. */
function authClientOf({ apiBase, key }: BigQueryConfig): JWT | OAuth2Client {
  if (apiBase !== undefined) {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: 'stand-in', expiry_date: never });
    return client;
  }
  if (key === null) {
    throw new Problem('bad-input', 'BigQuery has no service account key', { field: 'BIGQUERY_KEY_FILE' });
  }
  return new JWT({
    email: key.clientEmail,
    key: key.privateKey,
    scopes: ['https://www.googleapis.com/auth/bigquery'],
  });
}
