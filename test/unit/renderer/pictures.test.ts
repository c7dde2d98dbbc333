import { expect, it } from 'vitest';
import { isShownPicture } from '../../../src/shared/pictures.ts';

it.each([
  ['https://cdn.shopify.com/s/files/1/0/rose.jpg?width=400', true],
  ['data:image/svg+xml,%3Csvg%2F%3E', true],
  ['https://cdn.shopify.com.evil.example/rose.jpg', false],
  ['http://cdn.shopify.com/rose.jpg', false],
  ['https://scontent.fbcdn.net/face.jpg', false],
  ['data:text/html,hello', false],
])('loads pictures only from the shop’s picture server: %s', (url, shown) => {
  expect(isShownPicture(url)).toBe(shown);
});
