import styles from './drawing.module.css';
import { Blank, Browser, Drawing, Field, Menu, Press, Spot, Words } from './parts.tsx';

type Props = { readonly text: string };
const console = 'console.cloud.google.com';
const iam = ['IAM', 'Roles', 'Service acc.'];

export const BigQueryApi = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address={console}>
      <Menu places={['Dashboard', 'Library', 'Credentials']} here="Library" />
      <Words x={108} y={60} tone="strong">
        BigQuery API
      </Words>
      <Blank x={108} y={70} width={150} />
      <Spot n={1} x={108} y={90} width={82} height={30}>
        <Press x={114} y={95} width={70} caption="Enable" filled />
      </Spot>
      <Words x={108} y={146}>
        Project ID
      </Words>
      <Words x={164} y={146} tone="strong">
        my-shop-481922
      </Words>
    </Browser>
  </Drawing>
);

export const BigQueryAccount = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address={`${console}/iam-admin`}>
      <Menu places={iam} here="Service acc." />
      <Spot n={2} x={108} y={38} width={190} height={44}>
        <Field x={120} y={44} width={164} label="Service account name" value="orderbell" />
      </Spot>
      <Spot n={3} x={108} y={96} width={190} height={62}>
        <Words x={120} y={112}>
          Roles
        </Words>
        <Words x={120} y={130} tone="strong">
          BigQuery Data Editor
        </Words>
        <Words x={120} y={147} tone="strong">
          BigQuery Job User
        </Words>
        <path className={styles.pen} d="M276 124 l3 3 l6 -7 M276 141 l3 3 l6 -7" />
      </Spot>
    </Browser>
  </Drawing>
);

export const BigQueryKey = ({ text }: Props) => (
  <Drawing text={text}>
    <Browser address={`${console}/iam-admin`}>
      <Menu places={iam} here="Service acc." />
      <Words x={108} y={50}>
        Details
      </Words>
      <Words x={160} y={50} tone="strong">
        Keys
      </Words>
      <line className={styles.pen} x1={158} y1={56} x2={188} y2={56} />
      <Spot n={4} x={108} y={72} width={190} height={78}>
        <Press x={120} y={84} width={76} caption="Add key ▾" filled />
        <rect className={styles.control} x={120} y={108} width={76} height={30} rx={3} />
        <circle className={styles.pen} cx={132} cy={123} r={4} />
        <circle className={styles.filled} cx={132} cy={123} r={2} />
        <Words x={142} y={126.5} tone="strong">
          JSON
        </Words>
        <path className={styles.pen} d="M208 123 h22 l-5 -4 M230 123 l-5 4" />
        <path className={styles.pen} d="M244 104 h20 l8 8 v28 h-28 z M264 104 v8 h8" />
      </Spot>
    </Browser>
  </Drawing>
);
