import type { Source } from '../../../shared/ids.ts';
import hidden from '../ui/hidden.module.css';
import styles from './source-mark.module.css';
import { SourceIcon, useSourceHue, useSourceName } from './source-mark.tsx';

/** Several sources as icons, with their names for screen readers. */
export function SourceIcons({
  sources,
  size = 13,
}: {
  readonly sources: readonly Source[];
  readonly size?: number;
}) {
  const nameOf = useSourceName();
  const hueOf = useSourceHue();
  return sources.map((source) => (
    <span key={source} className={styles.mark} title={nameOf(source)} style={hueOf(source)}>
      <SourceIcon source={source} size={size} />
      <span className={hidden.hidden}>{nameOf(source)}</span>
    </span>
  ));
}
