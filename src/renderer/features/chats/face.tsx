import { useState } from 'react';
import type { PersonView } from '../../../shared/views.ts';
import { dataAddress } from '../../client/page-key.ts';
import { initialsOf } from '../../order-parts/initials.ts';
import styles from './person-row.module.css';

/** A person's picture as the app has fetched it; two letters stand for it until it comes, and where there is none. */
export function Face({ person }: { readonly person: PersonView }) {
  const { subscriberId, name, picture, wantsManager } = person;
  /** The picture that came, or did not. */
  const [shown, setShown] = useState<string | null>(null);
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className={styles.face} data-wanting={wantsManager} aria-hidden="true">
      {picture !== null && picture !== broken && (
        <img
          className={styles.picture}
          // another picture is another address: it is asked for, and tells when it came
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
