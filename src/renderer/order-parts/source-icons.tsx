import { IconMail, IconPencil } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import type { Source } from '../../shared/ids.ts';
import { useApp } from '../state/context.tsx';
import hidden from '../ui/hidden.module.css';
import { ShopifyIcon } from './shopify-icon.tsx';
import styles from './source-mark.module.css';
import { useSourceName } from './source-mark.tsx';

const strangeHue = 220;

/** Several sources where there is no room for their words, which are read out. */
export function SourceIcons({
  sources,
  size = 13,
}: {
  readonly sources: readonly Source[];
  readonly size?: number;
}) {
  const nameOf = useSourceName();
  const { sources: known } = useApp();
  return sources.map((source) => (
    <span
      key={source}
      className={styles.mark}
      title={nameOf(source)}
      style={
        { '--source-hue': known.find((view) => view.source === source)?.hue ?? strangeHue } as CSSProperties
      }
    >
      {source === 'shopify' ? (
        <ShopifyIcon size={size} />
      ) : source === 'manual' ? (
        <IconPencil size={size} aria-hidden />
      ) : (
        <IconMail size={size} aria-hidden />
      )}
      <span className={hidden.hidden}>{nameOf(source)}</span>
    </span>
  ));
}
