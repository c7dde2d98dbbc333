import { Button } from '@mantine/core';
import type { CheckView } from '../../../shared/diagnostics.ts';
import { CopyButton } from '../../components/ui/copy-button.tsx';
import type { Tone } from '../../components/ui/mark.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import cards from './setup.module.css';
import styles from './step-card.module.css';
import { Tried } from './tried.tsx';

/** The button or link that fixes it. */
export type Fix =
  | { readonly label: string; readonly run: () => void; readonly busy?: boolean }
  | { readonly label: string; readonly href: string };

type Props = {
  readonly tone: Tone;
  /** The result in the user's language. */
  readonly words: string;
  readonly fix?: string | null;
  readonly press?: Fix | null;
  readonly copies?: string | null;
  readonly checks?: readonly CheckView[];
};

/** The result of a check: a sentence, the one thing to do, and its button if the app can do it. */
export function Outcome({ tone, words, fix = null, press = null, copies = null, checks = [] }: Props) {
  const said = useSaid();
  return (
    <Notice tone={tone} action={press && <Press fix={press} />}>
      <p>{said(words)}</p>
      {fix !== null && <p className={cards.fix}>{said(fix)}</p>}
      {copies !== null && (
        <p className={styles.copies}>
          <code>{copies}</code>
          <CopyButton value={copies} what={copies} />
        </p>
      )}
      {checks.length > 0 && <Tried checks={checks} />}
    </Notice>
  );
}

function Press({ fix }: { readonly fix: Fix }) {
  if ('href' in fix) {
    const isOutside = fix.href.startsWith('https:');
    return (
      <Button
        variant="default"
        component="a"
        href={fix.href}
        {...(isOutside && { target: '_blank', rel: 'noreferrer' })}
      >
        {fix.label}
      </Button>
    );
  }
  return (
    <Button
      variant="default"
      aria-disabled={fix.busy === true}
      onClick={() => fix.busy !== true && fix.run()}
    >
      {fix.label}
    </Button>
  );
}
