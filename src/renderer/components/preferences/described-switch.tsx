import { Switch } from '@mantine/core';
import styles from './choice.module.css';

type Props = {
  readonly label: string;
  readonly description: string;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
};

/** On or off, and what that means under its name. */
export const DescribedSwitch = ({ onChange, ...rest }: Props) => (
  <Switch
    size="sm"
    classNames={{ description: styles.description ?? '' }}
    onChange={(event) => onChange(event.currentTarget.checked)}
    {...rest}
  />
);
