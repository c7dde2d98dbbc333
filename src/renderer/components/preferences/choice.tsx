import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './choice.module.css';

type Props<V extends string> = {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
};

/** One of a few visible options; it applies at once. */
export function Choice<V extends string>({ label, value, options, onChange }: Props<V>) {
  return (
    <Labelled label={label}>
      <SegmentedControl<V>
        size="xs"
        classNames={{ root: styles.options ?? '', label: styles.option ?? '' }}
        aria-label={label}
        value={value}
        onChange={onChange}
        data={[...options]}
      />
    </Labelled>
  );
}

type LabelledProps = { readonly label: string; readonly children: ReactNode };

export const Labelled = ({ label, children }: LabelledProps) => (
  <div>
    <span className={styles.label}>{label}</span>
    {children}
  </div>
);
