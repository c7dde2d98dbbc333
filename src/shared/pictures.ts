/** Where Shopify keeps the pictures of every shop's products: the one place outside that a page may load anything from. */
export const pictureHost = 'https://cdn.shopify.com';

/** True for a picture the page's policy lets through; a placeholder stands for any other. */
export const isShownPicture = (url: string): boolean =>
  url.startsWith(`${pictureHost}/`) || url.startsWith('data:image/');
