export type Variant = {
  readonly id: bigint;
  readonly title: string;
  readonly sku: string;
  readonly barcode: string;
  /** Kopiykas. */
  readonly price: number;
  /** The stock at opening time; null if it is not counted. */
  readonly stock: number | null;
  readonly product: Product;
};
export type Product = {
  readonly id: bigint;
  readonly handle: string;
  readonly title: string;
  readonly type: 'Flowers' | 'Coffee' | 'Gifts';
  readonly vendor: string;
  readonly variants: readonly Variant[];
};

export const currency = 'UAH';

/** Title, SKU stem, then each variant as name, hryvnias and pieces. A product of one kind has one nameless variant. */
type Row = readonly [title: string, stem: string, ...variants: (readonly [string, number, number | null])[]];

const flowers: readonly Row[] = [
  ['Peony Cloud', 'FL-PEO', ['Small', 890, 9], ['Medium', 1390, 7], ['Large', 1990, 3]],
  ['Spring Meadow Bouquet', 'FL-MEA', ['Small', 690, 14], ['Medium', 990, 12], ['Large', 1490, 6]],
  ['Red Roses', 'FL-ROS', ['15 stems', 1050, 20], ['25 stems', 1690, 15], ['51 stems', 3290, 4]],
  ['White Roses', 'FL-ROW', ['15 stems', 1050, 18], ['25 stems', 1690, 10]],
  ['Tulips of the Day', 'FL-TUL', ['11 stems', 540, 25], ['25 stems', 1090, 12]],
  ['Ranunculus Bunch', 'FL-RAN', ['9 stems', 720, 8], ['15 stems', 1120, 5]],
  ['Eustoma & Eucalyptus', 'FL-EUS', ['Standard', 1180, 9], ['Generous', 1640, 4]],
  ['Sunflower Hatbox', 'FL-SUN', ['Standard', 1290, 6]],
  ['Dried Lavender', 'FL-LAV', ['Bundle', 320, 40]],
  ['Orchid in a Pot', 'FL-ORC', ['White', 950, 6], ['Pink', 950, 5]],
  ['Bonsai Ficus', 'FL-BON', ['Default Title', 1750, 2]],
  ['Wedding Bouquet to Order', 'FL-WED', ['Classic', 2900, null], ['Wild', 3200, null]],
];
const coffee: readonly Row[] = [
  [
    'Podil Espresso Blend',
    'CO-POD',
    ['250 g, beans', 285, 60],
    ['250 g, ground', 285, 44],
    ['1 kg, beans', 990, 30],
  ],
  ['Ethiopia Guji', 'CO-GUJ', ['250 g, beans', 365, 38], ['250 g, ground', 365, 22]],
  ['Colombia Huila', 'CO-HUI', ['250 g, beans', 340, 41], ['1 kg, beans', 1190, 12]],
  ['Brazil Cerrado', 'CO-CER', ['250 g, beans', 260, 55], ['1 kg, beans', 890, 25]],
  ['Decaf Peru', 'CO-DEC', ['250 g, beans', 350, 17]],
  ['Drip Bags', 'CO-DRI', ['Box of 10', 245, 50], ['Box of 30', 640, 18]],
  ['Cold Brew', 'CO-COL', ['0.5 l', 140, 24], ['1 l', 250, 16]],
  ['Cacao Nibs', 'CO-CAC', ['Default Title', 195.5, 33]],
  ['Moka Pot', 'CO-MOK', ['3 cups', 1150, 7], ['6 cups', 1490, 5]],
  ['Pour-over Kit', 'CO-POU', ['Default Title', 1690, 4]],
];
const gifts: readonly Row[] = [
  ['Scented Candle', 'GI-CAN', ['Fig', 420, 21], ['Linden', 420, 19], ['Coffee', 420, 23]],
  ['Handmade Chocolates', 'GI-CHO', ['Box of 9', 380, 26], ['Box of 16', 620, 15]],
  ['Ceramic Cup', 'GI-CUP', ['Sand', 460, 12], ['Forest', 460, 9]],
  ['Greeting Card', 'GI-CAR', ['Default Title', 60, 120]],
  ['Glass Vase', 'GI-VAS', ['Low', 540, 8], ['Tall', 780, 6]],
  ['Wildflower Honey', 'GI-HON', ['250 g', 210, 30], ['500 g', 375.5, 14]],
  ['Breakfast Box', 'GI-BRE', ['For one', 850, 6], ['For two', 1450, 6]],
  ['Flower & Coffee Subscription', 'GI-SUB', ['One month', 1990, null], ['Three months', 5490, null]],
];

/** A barcode of no manufacturer: prefix 02 is for codes a shop gives to its own goods. */
function ean13(number: number): string {
  const digits = `02${String(number).padStart(10, '0')}`;
  const sum = Array.from(digits).reduce(
    (all, digit, place) => all + Number(digit) * (place % 2 === 0 ? 1 : 3),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Ids are the same at every start, so that the product picker is filled only once. */
function buildCatalogue(): readonly Product[] {
  let count = 0;
  const build = (type: Product['type'], vendor: string, rows: readonly Row[]) =>
    rows.map(([title, stem, ...variants], index): Product => {
      const id = 9_100_000_000_000n + BigInt(stem.charCodeAt(0) * 100_000 + (index + 1) * 97);
      const list: Variant[] = [];
      const handle = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      const product: Product = { id, handle, title, type, vendor, variants: list };
      for (const [name, hryvnias, stock] of variants) {
        count += 1;
        list.push({
          id: 48_200_000_000_000n + BigInt(count * 32_768),
          title: name,
          sku: `${stem}-${list.length + 1}`,
          barcode: ean13(count),
          price: Math.round(hryvnias * 100),
          stock,
          product,
        });
      }
      return product;
    });
  return [
    ...build('Flowers', 'Petal & Bean', flowers),
    ...build('Coffee', 'Podil Roasters', coffee),
    ...build('Gifts', 'Petal & Bean', gifts),
  ];
}

export const catalogue: readonly Product[] = buildCatalogue();
export const variants: readonly Variant[] = catalogue.flatMap((product) => product.variants);

/** `null` for a product with one variant, as Shopify sends it to a buyer. */
export const variantTitle = (variant: Variant): string | null =>
  variant.title === 'Default Title' ? null : variant.title;

export type Collection = {
  readonly id: bigint;
  readonly handle: string;
  readonly title: string;
  readonly products: readonly Product[];
};

const inCollection = (title: string, products: readonly Product[], place: number): Collection => ({
  id: 310_000_000_000n + BigInt(place * 4_096),
  handle: title.toLowerCase().replaceAll(' ', '-'),
  title,
  products,
});
const named = (...titles: readonly string[]): readonly Product[] =>
  catalogue.filter(({ title }) => titles.includes(title));

export const collections: readonly Collection[] = [
  inCollection(
    'Flowers',
    catalogue.filter(({ type }) => type === 'Flowers'),
    1,
  ),
  inCollection(
    'Coffee',
    catalogue.filter(({ type }) => type === 'Coffee'),
    2,
  ),
  inCollection(
    'Gifts',
    catalogue.filter(({ type }) => type === 'Gifts'),
    3,
  ),
  inCollection(
    'For a birthday',
    named(
      'Peony Cloud',
      'Sunflower Hatbox',
      'Scented Candle',
      'Handmade Chocolates',
      'Greeting Card',
      'Drip Bags',
    ),
    4,
  ),
];
