import styles from './drawing.module.css';
import { Blank, Drawing, Spot, Words } from './parts.tsx';

type Props = { readonly text: string };

/** The manager's computer and phone: the sound, the desktop notification and the message. */
export const NoticesEverywhere = ({ text }: Props) => (
  <Drawing text={text}>
    <rect className={styles.pane} x={16.5} y={22.5} width={186} height={116} rx={6} />
    <path className={styles.pen} d="M86 139 v14 M132 139 v14 M70 154 h78" />
    <Blank x={32} y={40} width={70} />
    <Blank x={32} y={52} width={48} />
    <Spot n={1} x={32} y={80} width={56} height={44}>
      <path className={styles.pen} d="M46 98 h6 l8 -7 v24 l-8 -7 h-6 z M66 97 q5 6 0 12 M71 93 q9 10 0 20" />
    </Spot>
    <Spot n={2} x={112} y={80} width={82} height={44}>
      <rect className={styles.control} x={119} y={90} width={70} height={26} rx={4} />
      <Words x={126} y={101} tone="strong">
        New order
      </Words>
      <Blank x={126} y={107} width={36} />
    </Spot>
    <rect className={styles.pane} x={226.5} y={22.5} width={76} height={132} rx={10} />
    <Blank x={244} y={34} width={40} />
    <Spot n={3} x={236} y={58} width={58} height={54}>
      <rect className={styles.bar} x={242} y={66} width={46} height={38} rx={6} />
      <Blank x={248} y={74} width={34} />
      <Blank x={248} y={83} width={26} />
      <Blank x={248} y={92} width={30} />
    </Spot>
  </Drawing>
);
