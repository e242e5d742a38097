/** The models as the picker shows them: filtered, searched, and grouped by what the draft would lose. Pure. */
import type { Generation, Medium, ModelOption } from '../../backend/backend';
import { fit, type Part } from '../../domain/constraints';

/** What a model may be asked to be able to. */
export type Filter = 'characters' | 'pictures' | 'first_last' | 'sound' | 'fine';
export const FILTERS: readonly Filter[] = ['characters', 'pictures', 'first_last', 'sound', 'fine'];

/** Something of the draft that a model does not take: the value as it is, and the nearest that it does take. */
export interface Loss {
  readonly part: Part | 'characters' | 'shots';
  readonly was: string;
  readonly now: string | null;
}

export interface Group {
  readonly kind: 'fits' | 'loses' | 'not_offered' | 'nobody';
  /** What `loses` loses. */
  readonly lost: readonly Loss[];
  readonly models: readonly ModelOption[];
}

export interface Wanted {
  readonly query: string;
  readonly kind: Medium;
  readonly filters: readonly Filter[];
}

const FINE = /^(1080|1440|2160|[248]k)/i;

export function can({ controls, has_sound }: ModelOption, filter: Filter): boolean {
  switch (filter) {
    case 'characters':
      return controls.takes_characters;
    case 'pictures':
      return controls.pictures !== null;
    case 'first_last':
      return controls.pictures?.roles.includes('last') ?? false;
    case 'sound':
      return has_sound || controls.toggles.includes('sound');
    case 'fine':
      return controls.toggles.includes('upsample') || controls.resolutions.some((name) => FINE.test(name));
  }
}

/** Every word of the query is found in a name for people, the wire name or the family. */
export function matches({ label, id, family }: ModelOption, query: string): boolean {
  const text = `${label.en} ${label.zh} ${id} ${family}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The characters that a prompt names, with their `@` or `＠`. */
export function mentions(prompt: string): string[] {
  return [...new Set([...prompt.matchAll(/(?:^|\s)([@＠][\p{L}\p{N}_.-]+)/gu)].map(([, name]) => name ?? ''))];
}

const SHOTS = /^\s*shot 1:\s*\n\s*duration:/i;

/** What of the draft would not survive the choice of this model. */
export function losses(generation: Generation, model: ModelOption): Loss[] {
  const lost: Loss[] = [];
  const named = mentions(generation.prompt);
  if (named.length > 0 && !model.controls.takes_characters)
    lost.push({ part: 'characters', was: named.join(', '), now: null });
  if (SHOTS.test(generation.prompt) && !model.controls.takes_storyboard)
    lost.push({ part: 'shots', was: '', now: null });
  return [...lost, ...fit(generation, model).moved];
}

/**
 * Without the groups that are empty; within one, as the catalogue has them. Those who lose the same stand together, least
 * loss first. A search looks through every kind.
 */
export function grouped(models: readonly ModelOption[], generation: Generation, wanted: Wanted): Group[] {
  const found = models.filter(
    (model) =>
      (wanted.query === '' ? model.makes === wanted.kind : matches(model, wanted.query)) &&
      wanted.filters.every((filter) => can(model, filter)),
  );
  const offered = found.filter((model) => model.offered !== false);
  const described = offered.filter(({ origin }) => origin !== 'nobody');
  const groups: Group[] = [
    ...byLoss(described, generation),
    { kind: 'not_offered', lost: [], models: found.filter((model) => model.offered === false) },
    { kind: 'nobody', lost: [], models: offered.filter(({ origin }) => origin === 'nobody') },
  ];
  return groups.filter((group) => group.models.length > 0);
}

function byLoss(models: readonly ModelOption[], generation: Generation): Group[] {
  const groups = new Map<string, { lost: Loss[]; models: ModelOption[] }>();
  for (const model of models) {
    const lost = losses(generation, model);
    const key = lost.map(({ part, now }) => `${part}:${part === 'pictures' ? (now ?? '') : ''}`).join();
    const group = groups.get(key);
    if (group) group.models.push(model);
    else groups.set(key, { lost, models: [model] });
  }
  return [...groups.values()]
    .sort((a, b) => a.lost.length - b.lost.length)
    .map(({ lost, models: same }) => ({ kind: lost.length === 0 ? 'fits' : 'loses', lost, models: same }));
}

/** A line of the list: a model, or the row that opens those whom nobody described. */
export type Row = { readonly kind: 'model'; readonly model: ModelOption } | { readonly kind: 'nobody' };

export interface Section {
  readonly group: Group;
  readonly rows: readonly Row[];
  /** How many more there are than are shown. */
  readonly hidden: number;
}

/** More rows than these nobody reads: a search finds the others. */
const MOST_ROWS = 80;

/** The rows of each group; those whom nobody described wait behind one until they are opened. */
export function sections(groups: readonly Group[], showsNobody: boolean): Section[] {
  return groups.map((group) => {
    if (group.kind === 'nobody' && !showsNobody) return { group, rows: [{ kind: 'nobody' }], hidden: 0 };
    const rows = group.models.slice(0, MOST_ROWS).map((model): Row => ({ kind: 'model', model }));
    return { group, rows, hidden: group.models.length - rows.length };
  });
}
