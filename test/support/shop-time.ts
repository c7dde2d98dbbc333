import type { ShopTime } from '../../src/main/orders-port.ts';
import { shopTime } from '../../src/main/shop-time.ts';

/** Kyiv time, with a day that began at this moment; by default everything is today. */
export const shopTimeAt = (todayFrom = 0, now = todayFrom): ShopTime => ({
  ...shopTime('Europe/Kyiv', now),
  todayFrom,
});
