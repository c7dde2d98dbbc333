import { IconMail, IconPencil } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../shared/ids.ts';
import { hueOfSource, nameOfSource } from '../../../shared/source-look.ts';
import { useApp } from '../../state/context.tsx';
import { ShopifyIcon } from './shopify-icon.tsx';
import styles from './source-mark.module.css';

/** The display name of a source. */
export function useSourceName(): (source: Source) => string {
  const { t } = useTranslation('common');
  const { sources } = useApp();
  return (source) => {
    if (source === 'manual') return t('source_manual');
    if (source === 'shopify') return t('source_shopify');
    return sources.find((view) => view.source === source)?.name ?? nameOfSource(source);
  };
}

/** The style that sets the fixed hue of a source. */
export function useSourceHue(): (source: Source) => CSSProperties {
  const { sources } = useApp();
  return (source) => {
    const hue = sources.find((view) => view.source === source)?.hue ?? hueOfSource(source);
    return { '--source-hue': hue } as CSSProperties;
  };
}

/** Icon and name, in the source's fixed hue. */
export function SourceMark({ source, size = 14 }: { readonly source: Source; readonly size?: number }) {
  const name = useSourceName()(source);
  const hueOf = useSourceHue();
  return (
    <span className={styles.mark} style={hueOf(source)}>
      <SourceIcon source={source} size={size} />
      <span className={styles.word}>{name}</span>
    </span>
  );
}

export function SourceIcon({ source, size }: { readonly source: Source; readonly size: number }) {
  if (source === 'shopify') return <ShopifyIcon size={size} />;
  if (source === 'manual') return <IconPencil size={size} aria-hidden />;
  return <IconMail size={size} aria-hidden />;
}
