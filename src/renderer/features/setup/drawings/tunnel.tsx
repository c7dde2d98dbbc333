import { Blank, Browser, Drawing, Menu, Press, Sheets, Spot, Words } from './parts.tsx';

type Props = { readonly text: string };
const menu = ['Setup', 'Authtoken', 'Endpoints', 'Domains'];

export const TunnelToken = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address="dashboard.ngrok.com">
      <Menu places={menu} here="Authtoken" />
      <Words x={108} y={54} tone="strong">
        Your Authtoken
      </Words>
      <Spot n={1} x={108} y={72} width={190} height={46}>
        <Words x={120} y={99} tone="strong">
          2aB••••••••••••••
        </Words>
        <Press x={232} y={85} width={54} caption="Copy" />
      </Spot>
      <Blank x={108} y={136} width={130} />
    </Browser>
  </Drawing>
);

export const TunnelDomain = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address="dashboard.ngrok.com">
      <Menu places={menu} here="Domains" />
      <Words x={108} y={54} tone="strong">
        Domains
      </Words>
      <Spot n={2} x={108} y={72} width={190} height={40}>
        <Words x={120} y={96} tone="strong">
          your-name.ngrok-free.dev
        </Words>
        <Sheets x={276} y={86} />
      </Spot>
      <Blank x={108} y={130} width={130} />
      <Blank x={108} y={140} width={96} />
    </Browser>
  </Drawing>
);
