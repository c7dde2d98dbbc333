import { readFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { writeNote } from '../../note-file.ts';

const placeSchema = z
  .object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), isMaximized: z.boolean() })
  .readonly();

/** The bounds of the window when it is not maximized, and whether it is. */
export type Place = z.infer<typeof placeSchema>;

const usualSize = { width: 1280, height: 800 };
export const smallestSize = { minWidth: 720, minHeight: 480 };

/** How much of the title bar has to be on a screen. */
const grip = 100;

/** The stored bounds, or the default size if that screen is gone. */
export function fitPlace(
  place: Rectangle | null,
  screens: readonly Rectangle[],
): Partial<Rectangle> & typeof usualSize {
  const isInReach = (screen: Rectangle): boolean =>
    place !== null &&
    place.x + place.width > screen.x + grip &&
    place.x < screen.x + screen.width - grip &&
    place.y >= screen.y &&
    place.y < screen.y + screen.height - grip;
  if (place === null || !screens.some(isInReach)) return usualSize;
  const { x, y, width, height } = place;
  return { x, y, width, height };
}

export function readPlace(file: string): Place | null {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null; // the first start, or a damaged file: use the default size
  }
}

export const savePlace = (file: string, { x, y, width, height, isMaximized }: Place): void =>
  writeNote(file, { x, y, width, height, isMaximized });
