/** A still for a family of models, of those that come with the program. Nothing is claimed of who made it. */
import aurora from '../../parts/stills/aurora.jpg';
import dunes from '../../parts/stills/dunes.jpg';
import sea from '../../parts/stills/sea.jpg';

const STILLS: Partial<Record<string, string>> = { sora: sea, veo: aurora, seedance: dunes };

export const familyPicture = (family: string): string | null => STILLS[family] ?? null;
