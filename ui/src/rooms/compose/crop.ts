/** A frame on a picture, in pixels of the picture as shown: moved, resized, and kept inside it. Pure. */
import type { Crop } from '../../backend/backend';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Corner = 'nw' | 'ne' | 'sw' | 'se';
export const CORNERS: readonly Corner[] = ['nw', 'ne', 'sw', 'se'];

/** No edge of a frame is shorter. */
const LEAST = 16;

export function whole({ width, height }: Size): Crop {
  return { x: 0, y: 0, width, height };
}

/** The largest part of this shape from the middle: what is sent where the model wants the clip's own shape. */
export function middle(picture: Size, ratio: number): Crop {
  const { width, height } = fitted(picture, ratio);
  return { x: Math.floor((picture.width - width) / 2), y: Math.floor((picture.height - height) / 2), width, height };
}

/** Whether a part is of another shape than the clip, by more than a pixel's rounding. */
export function isOtherShape({ width, height }: Size, ratio: number): boolean {
  return Math.abs(width - height * ratio) > Math.max(1, ratio) + width * 0.005;
}

export function isSame(a: Crop, b: Crop): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

export function movedBy(crop: Crop, dx: number, dy: number, picture: Size): Crop {
  return {
    ...crop,
    x: clamp(Math.round(crop.x + dx), 0, picture.width - crop.width),
    y: clamp(Math.round(crop.y + dy), 0, picture.height - crop.height),
  };
}

/** A corner dragged: the one across from it stays. `ratio` is kept where there is one. */
export function resizedBy(
  crop: Crop,
  corner: Corner,
  dx: number,
  dy: number,
  picture: Size,
  ratio: number | null,
): Crop {
  const west = corner.endsWith('w');
  const north = corner.startsWith('n');
  const room = {
    width: west ? crop.x + crop.width : picture.width - crop.x,
    height: north ? crop.y + crop.height : picture.height - crop.y,
  };
  const wanted = { width: crop.width + (west ? -dx : dx), height: crop.height + (north ? -dy : dy) };
  const { width, height } = ratio === null ? free(wanted, room) : locked(wanted, crop, room, ratio);
  return {
    x: west ? crop.x + crop.width - width : crop.x,
    y: north ? crop.y + crop.height - height : crop.y,
    width,
    height,
  };
}

function free(wanted: Size, room: Size): Size {
  return { width: within(wanted.width, room.width), height: within(wanted.height, room.height) };
}

/** Follows the edge that was moved further. */
function locked(wanted: Size, before: Size, room: Size, ratio: number): Size {
  const across = Math.abs(wanted.width - before.width);
  const down = Math.abs(wanted.height - before.height) * ratio;
  const width = across >= down ? wanted.width : wanted.height * ratio;
  const most = fitted(room, ratio);
  const least = Math.min(most.width, LEAST * Math.max(1, ratio));
  return fitted({ width: clamp(width, least, most.width), height: room.height }, ratio);
}

/** The largest of this shape in it, in whole pixels. */
function fitted({ width, height }: Size, ratio: number): Size {
  const isWide = width > height * ratio;
  return isWide
    ? { width: clamp(Math.round(height * ratio), 1, Math.round(width)), height: Math.round(height) }
    : { width: Math.round(width), height: clamp(Math.round(width / ratio), 1, Math.round(height)) };
}

const within = (length: number, room: number): number => clamp(Math.round(length), Math.min(LEAST, room), room);

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
