import { useTranslation } from 'react-i18next';
import { useApp } from '../../../state/context.tsx';
import type { ListProps } from './list-props.ts';
import { Option, Options } from './options.tsx';

/** The user first, because most work is assigned to oneself. */
export function AssignList({ menu, onDo }: ListProps) {
  const { t } = useTranslation('orderActions');
  const { manager, managers } = useApp();
  const { known } = menu;
  const isAll = (name: string | null): boolean =>
    known.length > 0 && known.every(({ assignee }) => assignee === name);
  const names = [...new Set([manager, ...managers])].filter(Boolean);
  return (
    <Options>
      {names.map((name, index) => (
        <Option
          key={name}
          words={name === manager ? t('assignMe', { name }) : name}
          isOn={isAll(name)}
          autoFocus={index === 0}
          onPick={() => onDo({ kind: 'assign', manager: name })}
        />
      ))}
      <Option
        words={t('nobody')}
        isOn={isAll(null)}
        autoFocus={names.length === 0}
        onPick={() => onDo({ kind: 'assign', manager: null })}
      />
    </Options>
  );
}
