import { ofOrders } from './promises/of-orders.ts';
import { ofSafety } from './promises/of-safety.ts';

/** What Orderbell promises, how that is proven, and by which figures. A promise whose figure is missing is not held. */
export const promises = { ...ofOrders, ...ofSafety } as const;
