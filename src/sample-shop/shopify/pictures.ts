import type { Product } from '../catalogue.ts';

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

/** The picture of a product, drawn: an SVG of 400 by 400. */
export function drawPicture(product: Product): string {
  const { hue, shape } = looks[product.type];
  const shade = Number(product.id % 40n) - 20;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="hsl(${hue + shade} 45% 90%)"/><path d="${shape}" fill="hsl(${hue + shade} 55% 55%)"/></svg>`;
}

/** Shopify sends an address on its picture server. This one contains the picture, so that a page shows it without a request. */
export const pictureUrl = (product: Product): string =>
  `data:image/svg+xml,${encodeURIComponent(drawPicture(product))}`;
