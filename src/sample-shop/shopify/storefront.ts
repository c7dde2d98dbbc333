import type { Product } from '../catalogue.ts';
import { catalogue } from '../catalogue.ts';
import { escapeHtml } from '../escape-html.ts';
import type { Answer } from '../http.ts';
import { page } from '../http.ts';
import { drawPicture } from './pictures.ts';
import { decimal } from './totals.ts';

/** Product pages and their pictures. */
export function storefront(path: string): Answer | null {
  const [, kind, handle] = /^\/(products|images)\/([a-z0-9-]+?)(?:\.svg)?$/.exec(path) ?? [];
  const product = catalogue.find((one) => one.handle === handle);
  if (!product) return path === '/' ? page(200, 'Petal & Bean', front()) : null;
  return kind === 'images' ? picture(product) : page(200, product.title, productPage(product));
}

const front = (): string =>
  `<ul>${catalogue.map(({ handle, title }) => `<li><a href="/products/${handle}">${escapeHtml(title)}</a></li>`).join('')}</ul>`;

function productPage(product: Product): string {
  const rows = product.variants.map(
    ({ title, price }) =>
      `<tr><td>${escapeHtml(title === 'Default Title' ? product.title : title)}</td><td>${decimal(price)} UAH</td></tr>`,
  );
  return `<img src="/images/${product.handle}.svg" width="240" height="240" alt=""><table>${rows.join('')}</table>`;
}

const picture = (product: Product): Answer => ({
  status: 200,
  headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' },
  body: drawPicture(product),
});
