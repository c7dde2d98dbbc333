import { Blank, Browser, Drawing, Field, Menu, Press, Sheets, Spot, Words } from './parts.tsx';

type Props = { readonly text: string };
const menu = ['Apps', 'Stores', 'Catalogs', 'Settings'];

export const ShopifyApps = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address="dev.shopify.com/dashboard">
      <Menu places={menu} here="Apps" />
      <Words x={106} y={52} tone="strong">
        Apps
      </Words>
      <Spot n={1} x={214} y={36} width={86} height={28}>
        <Press x={220} y={40} width={74} caption="Create app" filled />
      </Spot>
      {[82, 106, 130].map((y) => (
        <g key={y}>
          <Blank x={106} y={y} width={84} />
          <Blank x={262} y={y} width={32} />
        </g>
      ))}
    </Browser>
  </Drawing>
);

export const ShopifyVersion = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address="dev.shopify.com/dashboard">
      <Menu places={['Home', 'Versions', 'Logs', 'Settings']} here="Versions" />
      <Words x={106} y={52} tone="strong">
        New version
      </Words>
      <Spot n={2} x={106} y={78} width={192} height={66}>
        <Words x={118} y={93}>
          Access › Scopes
        </Words>
        <Words x={118} y={109} tone="strong">
          read_orders, read_products,
        </Words>
        <Words x={118} y={122} tone="strong">
          read_customers,
        </Words>
        <Words x={118} y={135} tone="strong">
          write_draft_orders
        </Words>
      </Spot>
      <Spot n={3} x={224} y={36} width={76} height={28}>
        <Press x={230} y={40} width={64} caption="Release" filled />
      </Spot>
      <Blank x={106} y={154} width={120} />
    </Browser>
  </Drawing>
);

export const ShopifyApp = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address="dev.shopify.com/dashboard">
      <Menu places={['Home', 'Versions', 'Logs', 'Settings']} here="Settings" />
      <Spot n={4} x={21} y={126} width={66} height={30}>
        <Press x={26} y={131} width={56} caption="Install app" />
      </Spot>
      <Spot n={5} x={108} y={40} width={190} height={112}>
        <Field x={120} y={54} width={144} label="Client ID" value="a1b2c3d4e5f6…" />
        <Sheets x={274} y={69} />
        <Field x={120} y={100} width={144} label="Secret" value="••••••••••••••" />
        <Sheets x={274} y={115} />
      </Spot>
    </Browser>
  </Drawing>
);
