/** Where Shopify keeps the pictures of every shop's products: the one place outside that a page may load anything from. */
export const pictureHost = 'https://cdn.shopify.com';

/** Whether the page's policy allows the picture; a placeholder is shown for any other. */
export const isShownPicture = (url: string): boolean =>
  url.startsWith(`${pictureHost}/`) || url.startsWith('data:image/');
