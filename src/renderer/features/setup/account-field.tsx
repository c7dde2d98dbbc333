import type { InputWrapperProps } from '@mantine/core';
import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { FieldName, FieldView } from './fields.ts';
import { ManagersField } from './managers-field.tsx';
import styles from './setup.module.css';

/** Hints have one or two lines. They are below the inputs, so that the inputs stay aligned. */
const parts: NonNullable<InputWrapperProps['inputWrapperOrder']> = ['label', 'input', 'description', 'error'];

type Props = {
  readonly name: FieldName;
  readonly view: FieldView;
  /** A stored value cannot be decrypted: the account can only be cleared by removing it. */
  readonly isShut: boolean;
  /** The typed text; undefined while the field is unchanged. */
  readonly text: string | undefined;
  readonly isRemoved: boolean;
  readonly error: string | null;
  readonly onType: (text: string) => void;
  readonly onRemove: (isRemoved: boolean) => void;
};

/** One value of an account. */
export const AccountField = (props: Props) => (
  <div data-field={props.name} className={props.name === 'MANAGERS' ? styles.whole : undefined}>
    <Field {...props} />
  </div>
);

/** Moves the focus to a field of a card. */
export function focusField(card: HTMLElement, name: FieldName): void {
  card.querySelector<HTMLElement>(`[data-field="${name}"] input:not([type="hidden"])`)?.focus();
}

function Field(props: Props) {
  const { t } = useTranslation('setup');
  const { name, view, text, error, onType } = props;
  const shared = {
    label: t(`field_${name}`),
    description: t(`hint_${name}`),
    error,
    inputWrapperOrder: parts,
  };
  if (name === 'MANAGERS') {
    return <ManagersField text={text ?? view.value ?? ''} error={error} onChange={onType} />;
  }
  if (name === 'TUNNEL' || name === 'BIGQUERY_MODE') {
    const data =
      name === 'TUNNEL'
        ? [
            { value: 'none', label: t('tunnel_none') },
            { value: 'ngrok', label: t('tunnel_ngrok') },
            { value: 'url', label: t('tunnel_url') },
          ]
        : [
            { value: 'load', label: t('mode_load') },
            { value: 'stream', label: t('mode_stream') },
          ];
    return (
      <Select
        {...shared}
        data={data}
        allowDeselect={false}
        value={(text ?? view.value ?? data[0]?.value) || null}
        onChange={(value) => onType(value ?? '')}
      />
    );
  }
  if (view.secret) return <SecretField {...props} shared={shared} />;
  return (
    <TextInput
      {...shared}
      value={text ?? view.value ?? ''}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
    />
  );
}

type SecretProps = Props & {
  readonly shared: Pick<InputWrapperProps, 'label' | 'description' | 'error' | 'inputWrapperOrder'>;
};

/** A secret can be entered but is never shown again; the field shows only whether there is one. */
function SecretField({ name, view, isShut, text, isRemoved, onType, onRemove, shared }: SecretProps) {
  const { t } = useTranslation('setup');
  const isSet = view.isSet && !isRemoved;
  return (
    <div className={styles.secret}>
      <PasswordInput
        {...shared}
        value={text ?? ''}
        placeholder={isRemoved ? t('secretRemoved') : isSet ? t('secretSet') : ''}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('showTyped'), tabIndex: 0 }}
        onChange={({ currentTarget }) => onType(currentTarget.value)}
      />
      {name === 'MANYCHAT_CALLBACK_KEY' && <MakeKey onMade={onType} typed={text ?? ''} />}
      {(view.isSet || isShut) && (
        <Button variant="subtle" size="compact-sm" fz="xs" color="gray" onClick={() => onRemove(!isRemoved)}>
          {t(isRemoved ? 'secretKeep' : 'secretRemove')}
        </Button>
      )}
    </div>
  );
}

/** Creates a random key and copies it at once, because ManyChat must send the same one. */
function MakeKey({ onMade, typed }: { readonly onMade: (key: string) => void; readonly typed: string }) {
  const { t } = useTranslation(['setup', 'common']);
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      fz="xs"
      onClick={() => {
        const key = typed || crypto.randomUUID().replaceAll('-', '');
        onMade(key);
        clipboard.copy(key);
      }}
    >
      <span aria-live="polite">
        {clipboard.copied ? t('common:copied') : t(typed === '' ? 'makeKey' : 'copyKey')}
      </span>
    </Button>
  );
}
