import { isObject } from '../../../../src/sample-shop/http.ts';
import type { Illness } from './ill-shop.ts';

const day = 24 * 3_600_000;

/** Changes what lies under `data` of a GraphQL answer. */
const inData =
  (change: (data: { readonly [key: string]: unknown }) => object, errors?: readonly object[]): Illness =>
  (answer) =>
    isObject(answer.data) ? { ...answer, data: change(answer.data), ...(errors && { errors }) } : answer;

export const subscribedTo = (isThere: (topic: string) => boolean): Illness =>
  inData((data) => {
    if (!isObject(data.webhookSubscriptions)) return data;
    const nodes: unknown = data.webhookSubscriptions.nodes;
    const kept = Array.isArray(nodes)
      ? nodes.filter((node) => !isObject(node) || isThere(String(node.topic)))
      : [];
    return { webhookSubscriptions: { nodes: kept } };
  });
export const without = (gone: string): Illness => subscribedTo((topic) => topic !== gone);

export const elsewhere = (topic: string): Illness =>
  inData((data) => {
    if (!isObject(data.webhookSubscriptions)) return data;
    const nodes: unknown = data.webhookSubscriptions.nodes;
    const moved = (Array.isArray(nodes) ? nodes : []).map((node) =>
      isObject(node) && node.topic === topic
        ? { ...node, uri: 'https://old.ngrok-free.dev/shopify/webhooks' }
        : node,
    );
    return { webhookSubscriptions: { nodes: moved } };
  });

export const scopesWithout = (scope: string): Illness =>
  inData((data) =>
    isObject(data.currentAppInstallation) && Array.isArray(data.currentAppInstallation.accessScopes)
      ? {
          ...data,
          currentAppInstallation: {
            accessScopes: data.currentAppInstallation.accessScopes.filter(
              (one) => !isObject(one) || one.handle !== scope,
            ),
          },
        }
      : data,
  );

export const withheld: Illness = (answer) =>
  isObject(answer.data) && isObject(answer.data.orders)
    ? {
        ...answer,
        data: { orders: { nodes: [{ id: 'gid://shopify/Order/1', email: null }] } },
        errors: [
          {
            message: 'not approved to access the email field',
            path: ['orders', 'nodes', 0, 'email'],
            extensions: { code: 'ACCESS_DENIED' },
          },
        ],
      }
    : answer;

export const googleToken =
  (change: object): Illness =>
  (answer, path) =>
    path === '/token' ? { ...answer, ...change } : answer;

export const expires =
  (at: number): Illness =>
  (answer, path) =>
    path.endsWith('/tables/entries') ? { ...answer, expirationTime: String(at) } : answer;

export const rowsGo: Illness = (answer, path) =>
  path.endsWith('/tables/entries')
    ? {
        ...answer,
        timePartitioning: { type: 'DAY', field: 'recorded_at', expirationMs: String(60 * day) },
      }
    : answer;

export const refuseLoads: Illness = (answer, path) =>
  path.includes('/jobs')
    ? {
        httpStatus: 403,
        error: {
          code: 403,
          message: 'Access Denied: Project shop: User does not have bigquery.jobs.create permission',
          errors: [{ reason: 'accessDenied', message: 'Access Denied: no bigquery.jobs.create' }],
        },
      }
    : answer;
