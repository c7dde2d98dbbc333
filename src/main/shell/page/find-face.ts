import { subscriberIdSchema } from '../../../shared/ids.ts';
import type { Desk } from '../../host.ts';
import type { Headers } from './headers.ts';
import { faceHeaders } from './headers.ts';

const place = '/face/';

export const isFacePath = (path: string): boolean => path.startsWith(place);

/** The picture of the person a path names, as a response; null when there is none. */
export async function findFace(
  desk: Pick<Desk, 'face'>,
  path: string,
): Promise<{ readonly headers: Headers; readonly body: Buffer } | null> {
  const id = subscriberIdSchema.safeParse(path.slice(place.length));
  const face = id.success ? await desk.face(id.data) : null;
  return face && { headers: faceHeaders(face.type), body: face.bytes };
}
