import { Checkbox, Radio } from '@mantine/core';
import styles from './filters.module.css';

type CheckProps<T extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly word: string }[];
  readonly values: readonly T[];
  readonly onToggle: (value: T) => void;
};

/** A choice of several from a few options. */
export const CheckList = <T extends string>({ label, options, values, onToggle }: CheckProps<T>) => (
  <fieldset className={styles.checks} aria-label={label}>
    {options.map(({ value, word }) => (
      <Checkbox
        key={value}
        size="xs"
        className={styles.check ?? ''}
        label={word}
        checked={values.includes(value)}
        onChange={() => onToggle(value)}
      />
    ))}
  </fieldset>
);

type RadioProps = {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly word: string }[];
  readonly value: string;
  readonly onPick: (value: string) => void;
};

export const RadioList = ({ label, options, value, onPick }: RadioProps) => (
  <Radio.Group aria-label={label} value={value} onChange={onPick} className={styles.checks ?? ''}>
    {options.map((option) => (
      <Radio
        key={option.value}
        size="xs"
        className={styles.check ?? ''}
        value={option.value}
        label={option.word}
      />
    ))}
  </Radio.Group>
);
