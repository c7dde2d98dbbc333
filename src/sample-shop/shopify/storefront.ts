import type { Product } from '../catalogue.ts';
import { catalogue } from '../catalogue.ts';
import type { Answer } from '../http.ts';
import { escapeHtml, page } from '../http.ts';
import { decimal } from './totals.ts';

const looks = {
  Flowers: {
    hue: 340,
    shape:
      'M200 90c60-70 150 10 90 80 80 30 30 150-50 110-20 80-130 60-110-30-90 0-90-130 0-130-10-70 60-90 70-30z',
  },
  Coffee: {
    hue: 28,
    shape:
      'M110 130h160v110a60 60 0 0 1-60 60h-40a60 60 0 0 1-60-60zM270 150h30a40 40 0 0 1 0 90h-30v-25h25a18 18 0 0 0 0-40h-25z',
  },
  Gifts: {
    hue: 150,
    shape:
      'M90 160h220v40H90zM105 205h85v110h-85zM210 205h85v110h-85zM200 155c-70-10-70-80-20-65 15 5 20 40 20 40s5-35 20-40c50-15 50 55-20 65z',
  },
} as const;

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

function picture(product: Product): Answer {
  const { hue, shape } = looks[product.type];
  const shade = Number(product.id % 40n) - 20;
  return {
    status: 200,
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' },
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="hsl(${hue + shade} 45% 90%)"/><path d="${shape}" fill="hsl(${hue + shade} 55% 55%)"/></svg>`,
  };
}
