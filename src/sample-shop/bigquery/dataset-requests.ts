import { parseJson } from '../../shared/parse-json.ts';
import type { Answer, Request } from '../http.ts';
import { isObject, json, textOf } from '../http.ts';
import { fail, unsupported } from './answers.ts';
import type { Store } from './store.ts';
import { location } from './tables.ts';

export function datasetRequest(
  store: Store,
  { method, body, headers }: Request,
  id: string | undefined,
): Answer {
  const { datasets, projectId } = store;
  if (method === 'GET' && id === undefined) {
    return json(200, { kind: 'bigquery#datasetList', datasets: [...datasets.values()] });
  }
  if (id !== undefined) {
    const dataset = datasets.get(id);
    if (!dataset) return fail(404, `Not found: Dataset ${projectId}:${id}`, 'notFound');
    if (method === 'GET') return json(200, dataset);
    if (method !== 'PATCH') return unsupported(method);
    const expected = headers['if-match'];
    if (expected !== undefined && expected !== dataset.etag) return preconditionFailed();
    const changed = {
      ...dataset,
      ...withLabels(dataset, parseJson(body.toString('utf8'))),
      etag: etagOf(store.now(), dataset.etag),
    };
    datasets.set(id, changed);
    return json(200, changed);
  }
  if (method !== 'POST') return unsupported(method);
  const sent = parseJson(body.toString('utf8'));
  const reference = isObject(sent) && isObject(sent.datasetReference) ? sent.datasetReference : {};
  const name = textOf(reference.datasetId);
  if (name === null || !/^\w{1,1024}$/.test(name)) {
    return fail(400, `Invalid dataset ID "${name ?? ''}".`, 'invalid');
  }
  if (datasets.has(name)) return fail(409, `Already Exists: Dataset ${projectId}:${name}`, 'duplicate');
  const at = String(store.now());
  const dataset = {
    kind: 'bigquery#dataset',
    location,
    ...(isObject(sent) && sent),
    id: `${projectId}:${name}`,
    etag: etagOf(store.now(), undefined),
    datasetReference: { projectId, datasetId: name },
    creationTime: at,
    lastModifiedTime: at,
  };
  datasets.set(name, dataset);
  return json(200, dataset);
}

/** Labels are merged one by one, every other field is replaced. */
function withLabels(dataset: { readonly [key: string]: unknown }, sent: unknown): object {
  const { etag: _, ...patch } = isObject(sent) ? sent : {};
  if (!isObject(patch.labels)) return patch;
  const labels = { ...(isObject(dataset.labels) && dataset.labels), ...patch.labels };
  return {
    ...patch,
    labels: Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== null)),
  };
}

function etagOf(now: number, before: unknown): string {
  const [, number = '0'] = /^"(\d+)-/.exec(String(before)) ?? [];
  return `"${Number(number) + 1}-${now}"`;
}

export const preconditionFailed = (): Answer => fail(412, 'Precondition check failed.', 'conditionNotMet');
