import type { ShopTime } from '../../src/main/orders-port.ts';
import { shopTime } from '../../src/main/shop-time.ts';

/** In Kyiv, with today begun at that moment; without one everything is of today. */
export const shopTimeAt = (todayFrom = 0, now = todayFrom): ShopTime => ({
  ...shopTime('Europe/Kyiv', now),
  todayFrom,
});
