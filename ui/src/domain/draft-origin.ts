/** How a draft comes of a clip: told over the prompt as long as what was put in for it is still there. Pure. */
import type { ClipId, Generation, ModelId, NoRemix, RemixWay } from '../backend/backend';

export interface Origin {
  readonly way: RemixWay | 'continuation';
  readonly clip_id: ClipId;
  /** Why it is not the relay's own remix, where a remix was asked for. */
  readonly no_remix: NoRemix | null;
  /** What it costs as it was planned, where the price is known. */
  readonly cost_micros: number | null;
  /** The model that made the clip, where another one is to make this. */
  readonly instead_of: ModelId | null;
}

export function isFrom({ remix_of, videos, pictures }: Generation, { way, clip_id }: Origin): boolean {
  if (way === 'remix') return remix_of?.clip_id === clip_id;
  if (way === 'video') return videos.some((video) => typeof video !== 'string' && video.clip_id === clip_id);
  return pictures.some(({ from_clip }) => from_clip === clip_id);
}
