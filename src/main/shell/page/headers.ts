import { pictureHost } from '../../../shared/pictures.ts';
import type { Asset } from './assets.ts';

/** What stands in the built page where its nonce goes. */
const noncePlace = '__CSP_NONCE__';

export type Headers = { readonly [name: string]: string };

const common: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
};

/** Every answer carries these; what a page may do more is said by `pageHeaders` and `mailHeaders`. */
export const plainHeaders: Headers = {
  ...common,
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cache-control': 'no-store',
};

/** The app's own page. The shop's own product pictures are all it may load from outside; Shopify knows them already. */
const pageHeaders = (nonce: string): Headers => ({
  ...common,
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: ${pictureHost}`,
    "font-src 'self'",
    "media-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
});

/** A stored mail, shown in a frame: no script, nothing fetched, nothing sent; the app may hear clicks in it. */
export const mailHeaders: Headers = {
  ...common,
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    'sandbox allow-same-origin',
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
};

/** A person's picture, fetched by the app: drawn, and nothing else. */
export const faceHeaders = (type: string): Headers => ({
  ...plainHeaders,
  'content-type': type,
  'cache-control': 'private, max-age=3600',
});

/** Files whose name changes with their content may be kept. */
const assetHeaders: Headers = {
  ...plainHeaders,
  'cache-control': 'private, max-age=31536000, immutable',
};

/** One file of the page, ready to be sent; the page itself gets a nonce of its own each time. */
export function answerWith(
  { type, body }: Asset,
  path: string,
  nonce: string,
): { readonly headers: Headers; readonly body: string | Buffer } {
  const contentType = { 'content-type': type };
  if (type.startsWith('text/html')) {
    const html = body.toString('utf8').replaceAll(noncePlace, nonce);
    return { headers: { ...pageHeaders(nonce), ...contentType }, body: html };
  }
  const headers = path.startsWith('/assets/') ? assetHeaders : plainHeaders;
  return { headers: { ...headers, ...contentType }, body };
}
