/** The app id for the system. Never change it: shortcuts and toasts would belong to another app. */
export const appId = 'app.orderbell.desktop';

/**
 * The COM class that Windows starts when a notification of an earlier run is clicked. Without a fixed one Electron makes up
 * another at each start, which starts nothing.
 */
export const toastActivatorId = '{5B3C9E4A-7D21-4F0B-9C86-2E1A4D8F6073}';

/** Links that open an order: `orderbell://order/shopify%3A1042`. */
export const linkScheme = 'orderbell';
