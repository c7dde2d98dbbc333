import { useState } from 'react';
import type { PersonView } from '../../../shared/views.ts';
import { initialsOf } from '../../components/people/initials.ts';
import { dataAddress } from '../../lib/client/page-key.ts';
import styles from './person-row.module.css';

/** The cached picture of a person; initials until it loads, or without a picture. */
export function Face({ person }: { readonly person: PersonView }) {
  const { subscriberId, name, picture, wantsManager } = person;
  /** The picture that loaded or failed. */
  const [shown, setShown] = useState<string | null>(null);
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className={styles.face} data-wanting={wantsManager} aria-hidden="true">
      {picture !== null && picture !== broken && (
        <img
          className={styles.picture}
          // another picture has another URL, which is loaded and reports its own result
          src={dataAddress(`/face/${subscriberId}?${encodeURIComponent(picture)}`)}
          alt=""
          loading="lazy"
          data-shown={shown === picture}
          onLoad={() => setShown(picture)}
          onError={() => setBroken(picture)}
        />
      )}
      {initialsOf(name)}
    </span>
  );
}
