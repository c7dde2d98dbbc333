/** What an installed Orderbell is called by the system; never changed, or its shortcuts and toasts are another app's. */
export const appId = 'app.orderbell.desktop';

/** Links that open an order: `orderbell://order/shopify%3A1042`. */
export const linkScheme = 'orderbell';
