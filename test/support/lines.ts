const uah = (minor: number) => ({ minor, currency: 'UAH' });

/** An order line at 100.00 each. @param left the remaining quantity, by default all */
export const lineOf = (title: string, quantity: number, left?: number) => ({
  title,
  quantity,
  ...(left !== undefined && { left }),
  unitPrice: uah(10_000),
  lineTotal: uah(quantity * 10_000),
  options: [],
});

/** 5 of 9 pieces remain, for 500.00. */
export const partlyLeft = [lineOf('Vase', 3, 1), lineOf('Bowl', 2, 0), lineOf('Card', 4)];
