import type { BigQueryOptions } from '@google-cloud/bigquery';
import { BigQuery } from '@google-cloud/bigquery';
import { JWT, OAuth2Client } from 'google-auth-library';
import { isProblem, Problem } from '../../shared/problem.ts';
import type { Patience } from '../patience.ts';
import type { BigQueryConfig } from '../settings/config.ts';

/** The farthest time a `Date` can say: the token of a stand-in is never renewed. */
const never = 8.64e15;

/** What the library itself means to wait for; its limit is lost on the way, as the `fetch` it asks by knows of none. */
const longestMs = 60_000;

/** Without a limit a BigQuery that says nothing is waited for without end, and nobody hears that it is silent. */
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
 * The official client. It never looks for credentials by itself, and asks again only when it is told to, and not before the
 * time has passed that BigQuery asked for. What is uploaded is sent past that: look before, and tell what came of it.
 */
export function openBigQuery(config: BigQueryConfig, patience?: Patience): BigQuery {
  // it would override the address, and cut the path off it
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

/** Always handed in: without one, a developer's own token would be sent to a stand-in. */
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
