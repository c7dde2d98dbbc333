import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { isShownPicture } from '../../../shared/pictures.ts';
import styles from './picture.module.css';

type Props = { readonly url: string | null };

/**
 * A small picture beside a text that says the same. Without a picture, or if it fails to load, a placeholder of the same size.
 */
export function Picture({ url }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  return url !== null && url !== broken && isShownPicture(url) ? (
    <img className={styles.picture} src={url} alt="" loading="lazy" onError={() => setBroken(url)} />
  ) : (
    <span className={styles.picture}>
      <IconPhoto size={16} stroke={1.5} aria-hidden />
    </span>
  );
}
