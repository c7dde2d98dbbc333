import { readFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { writeNote } from '../../note-file.ts';

const placeSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).readonly();

const usualSize = { width: 1280, height: 800 };
export const smallestSize = { minWidth: 720, minHeight: 480 };

/** How much of the title has to be on a screen for the window to be found again. */
const grip = 100;

/** Where the window was, unless the screen it was on is gone; then only its usual size. */
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
  return place !== null && screens.some(isInReach) ? place : usualSize;
}

export function readPlace(file: string): Rectangle | null {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null; // the first start, or a damaged file: the usual size is as good
  }
}

export const savePlace = (file: string, { x, y, width, height }: Rectangle): void =>
  writeNote(file, { x, y, width, height });
