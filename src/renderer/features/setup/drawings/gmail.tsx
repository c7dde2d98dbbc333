import styles from './drawing.module.css';
import { Blank, Browser, Drawing, Field, Menu, Press, Sheets, Spot, Words } from './parts.tsx';

type Props = { readonly text: string };
const console = 'console.cloud.google.com';
const platform = ['Branding', 'Audience', 'Clients', 'Data access'];

export const GmailApi = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address={console}>
      <Menu places={['Dashboard', 'Library', 'Credentials']} here="Library" />
      <Words x={108} y={62} tone="strong">
        Gmail API
      </Words>
      <Blank x={108} y={72} width={150} />
      <Blank x={108} y={82} width={120} />
      <Spot n={1} x={108} y={104} width={82} height={30}>
        <Press x={114} y={109} width={70} caption="Enable" filled />
      </Spot>
    </Browser>
  </Drawing>
);

export const GmailAudience = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address={`${console}/auth`}>
      <Menu places={platform} here="Audience" />
      <Words x={108} y={52} tone="strong">
        Publishing status
      </Words>
      <Words x={108} y={70}>
        Testing → In production
      </Words>
      <Spot n={2} x={108} y={84} width={102} height={30}>
        <Press x={114} y={89} width={90} caption="Publish app" filled />
      </Spot>
      <Blank x={108} y={132} width={150} />
      <Blank x={108} y={142} width={96} />
    </Browser>
  </Drawing>
);

export const GmailClient = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address={`${console}/auth/clients`}>
      <Menu places={platform} here="Clients" />
      <Spot n={3} x={108} y={40} width={190} height={44}>
        <Field x={120} y={47} width={144} label="Application type" value="Desktop app" />
        <path className={styles.pen} d="M250 66 l4 4 l4 -4" />
      </Spot>
      <Spot n={4} x={108} y={98} width={190} height={60}>
        <Words x={120} y={116}>
          Client ID
        </Words>
        <Words x={180} y={116} tone="strong">
          …googleuserc…
        </Words>
        <Sheets x={278} y={106} />
        <Words x={120} y={143}>
          Client secret
        </Words>
        <Words x={190} y={143} tone="strong">
          ••••••••••
        </Words>
        <Sheets x={278} y={133} />
      </Spot>
    </Browser>
  </Drawing>
);

export const GmailSignIn = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address="accounts.google.com">
      <line className={styles.rule} x1={160.5} y1={29} x2={160.5} y2={169} />
      <path className={styles.pen} d="M85 42 l11 19 h-22 z M85 49 v5 M85 57.5 v0.4" />
      <Words x={85} y={77} anchor="middle" tone="strong">
        not verified
      </Words>
      <Spot n={5} x={30} y={90} width={118} height={62}>
        <Words x={42} y={110}>
          Advanced
        </Words>
        <Words x={42} y={136} tone="strong">
          Go to … (unsafe)
        </Words>
      </Spot>
      <Words x={176} y={52} tone="strong">
        wants to access
      </Words>
      <Spot n={6} x={176} y={66} width={120} height={86}>
        <rect className={styles.control} x={188} y={80} width={12} height={12} rx={2} />
        <path className={styles.pen} d="M191 86 l2.5 2.5 l4.5 -5" />
        <Words x={206} y={90}>
          View your e-mail
        </Words>
        <Press x={188} y={120} width={96} caption="Continue" filled />
      </Spot>
    </Browser>
  </Drawing>
);
