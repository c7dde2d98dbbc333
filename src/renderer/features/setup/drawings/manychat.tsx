import styles from './drawing.module.css';
import { Blank, Browser, Drawing, Field, Menu, Press, Spot, Words } from './parts.tsx';

type Props = { readonly text: string };

export const ManychatApi = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address="app.manychat.com/settings">
      <Menu places={['General', 'Inbox', 'Team', 'API']} here="API" />
      <Words x={108} y={54} tone="strong">
        ManyChat API
      </Words>
      <Spot n={1} x={108} y={72} width={190} height={66}>
        <Press x={120} y={82} width={112} caption="Generate API key" filled />
        <Words x={120} y={124} tone="strong">
          1234567:ab12cd34ef…
        </Words>
      </Spot>
    </Browser>
  </Drawing>
);

export const ManychatFlow = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address="app.manychat.com/flow">
      <Spot n={2} x={26} y={50} width={96} height={92}>
        <Words x={38} y={69} tone="strong">
          Message
        </Words>
        <Blank x={38} y={78} width={66} />
        <Blank x={38} y={88} width={48} />
        <Press x={36} y={108} width={78} caption="+ Dynamic" />
      </Spot>
      <path className={styles.pen} d="M124 98 h16 l-4 -4 M140 98 l-4 4" />
      <Spot n={3} x={150} y={42} width={150} height={44}>
        <Field x={162} y={48} width={126} label="POST  Request URL" value="https://…/manychat" />
      </Spot>
      <Spot n={4} x={150} y={104} width={150} height={50}>
        <Words x={162} y={121}>
          Headers
        </Words>
        <Words x={162} y={141} tone="strong">
          X-Orderbell-Key
        </Words>
        <Words x={264} y={141}>
          ••••
        </Words>
      </Spot>
    </Browser>
  </Drawing>
);

export const ManychatManagers = ({ text }: Props) => (
  <Drawing text={text}>
    <rect className={styles.pane} x={34} y={16} width={84} height={148} rx={10} />
    <line className={styles.rule} x1={34} y1={40} x2={118} y2={40} />
    <Blank x={52} y={28} width={48} />
    <Spot n={5} x={48} y={94} width={58} height={30}>
      <rect className={styles.bar} x={54} y={99} width={46} height={20} rx={9} />
      <Words x={77} y={112.5} anchor="middle" tone="strong">
        Hi!
      </Words>
    </Spot>
    <rect className={styles.control} x={44} y={140} width={64} height={14} rx={7} />
    <path className={styles.pen} d="M134 108 h26 l-5 -4 M160 108 l-5 4" />
    <rect className={styles.pane} x={176.5} y={48.5} width={126} height={100} rx={5} />
    <Words x={190} y={68} tone="strong">
      Orderbell
    </Words>
    {[84, 108].map((y) => (
      <g key={y}>
        <circle className={styles.pen} cx={196} cy={y + 4} r={6} />
        <Blank x={210} y={y + 2} width={56} />
      </g>
    ))}
    <Words x={190} y={140}>
      Managers
    </Words>
  </Drawing>
);
