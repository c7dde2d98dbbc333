import { ofOrders } from './promises/of-orders.ts';
import { ofSafety } from './promises/of-safety.ts';

/** The guarantees of Orderbell, their tests and their limits. A guarantee without its measured figure fails. */
export const promises = { ...ofOrders, ...ofSafety } as const;
