import { BigQuery } from '@google-cloud/bigquery';
import { JWT, OAuth2Client } from 'google-auth-library';
import { Problem } from '../../shared/problem.ts';
import type { BigQueryConfig } from '../settings/config.ts';

/** The farthest time a `Date` can say: the token of a stand-in is never renewed. */
const never = 8.64e15;

/** The official client. It never looks for credentials by itself, and asks again only when it is told to. */
export function openBigQuery(config: BigQueryConfig): BigQuery {
  // it would override the address, and cut the path off it
  delete process.env.BIGQUERY_EMULATOR_HOST;
  return new BigQuery({
    projectId: config.projectId,
    location: config.location,
    authClient: authClientOf(config),
    retryOptions: { autoRetry: false },
    ...(config.apiBase !== undefined && { apiEndpoint: config.apiBase }),
  });
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
