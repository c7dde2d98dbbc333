import type { Derived } from '../catch-up.ts';
import type { Database } from '../database.ts';
import { createChatBuyerProjector, everyoneInTouch } from './chat-buyers.ts';
import { allBuyersSql, putKeysAlone } from './sale-keys.ts';
import { createSaleProjector, createSalesZone, salesDerived } from './sales.ts';

/** Rebuilds the sales of all orders; new and returning buyers are computed at the end, all at once. */
export function rebuildSales(database: Database): Derived {
  const zone = createSalesZone(database);
  const projector = createSaleProjector(database, zone, putKeysAlone(database));
  return {
    ...salesDerived,
    clear() {
      database.exec(`
        DELETE FROM sale_keys;
        DELETE FROM sale_lines;
        DELETE FROM sales;
        DELETE FROM sale_words;
        DELETE FROM chat_buyers;
      `);
      zone.follow();
    },
    take: projector.ofOrder,
    finish() {
      database.run(allBuyersSql);
      const chatBuyer = createChatBuyerProjector(database, zone);
      for (const person of everyoneInTouch(database)) chatBuyer(person);
    },
  };
}
