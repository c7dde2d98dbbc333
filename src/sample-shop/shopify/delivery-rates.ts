import type { Address } from './types.ts';

type Rate = { readonly handle: string; readonly title: string; readonly amount: number };

/** The rates of the shop's delivery profile; Shopify builds a handle from the rate's title and price. */
const rates: readonly Rate[] = [
  { handle: 'shopify-Courier%20in%20Kyiv-120.00', title: 'Courier in Kyiv', amount: 12_000 },
  { handle: 'shopify-Nova%20Poshta%20branch-75.00', title: 'Nova Poshta branch', amount: 7_500 },
  { handle: 'shopify-Pick-up%20at%20the%20shop-0.00', title: 'Pick-up at the shop', amount: 0 },
];

/** None before there is a delivery address. */
export const ratesFor = (address: Address | null): readonly Rate[] => (address?.address1 ? rates : []);

export const rateFor = (handle: string, address: Address | null): Rate | undefined =>
  ratesFor(address).find((rate) => rate.handle === handle);
