/** Filters and queries as texts. */
import type {
  Character,
  CharacterId,
  Collection,
  CollectionId,
  Connection,
  DateSpan,
  Filter,
} from '../backend/backend';
import type { ModelId, Query, Storyboard, StoryboardId, Tag, TagId } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { clock } from '../i18n/clock.svelte';

/** Finds the names of what a filter refers to by its id. */
interface Names {
  readonly draft: { labelOf(id: ModelId): string };
  readonly connections: { readonly all: readonly Connection[] };
  readonly organizer: { tag(id: TagId): Tag | undefined; collection(id: CollectionId): Collection | undefined };
  readonly characters: { get(id: CharacterId): Character | undefined };
  readonly storyboards: { get(id: StoryboardId): Storyboard | undefined };
}

export function filterLabel(filter: Filter, { draft, connections, organizer, characters, storyboards }: Names): string {
  const t = i18n.t.find;
  switch (filter.by) {
    case 'model':
      return draft.labelOf(filter.id);
    case 'aspect':
      return filter.ratio;
    case 'length':
      return lengthOf(filter.from_ms, filter.to_ms);
    case 'connection':
      return connections.all.find(({ id }) => id === filter.id)?.name ?? t.gone;
    case 'date':
      return spanOf(filter.span);
    case 'medium':
      return t.media[filter.medium];
    case 'tag':
      return organizer.tag(filter.id)?.name ?? t.gone;
    case 'collection':
      return organizer.collection(filter.id)?.name ?? t.gone;
    case 'character':
      return characters.get(filter.id)?.name ?? t.gone;
    case 'storyboard':
      return storyboards.get(filter.id)?.name ?? t.gone;
    default:
      return t.only[filter.by];
  }
}

/** A question in words: `“lantern”, Sound on, This month`. */
export function queryText({ text, filters }: Query, names: Names): string {
  const t = i18n.t.find;
  const words = text.trim() === '' ? [] : [t.quoted(text.trim())];
  return [...words, ...filters.map((filter) => filterLabel(filter, names))].join(t.comma);
}

function lengthOf(from: number | null, to: number | null): string {
  const t = i18n.t.find;
  if (to === null) return t.over(i18n.duration(from ?? 0));
  return (from ?? 0) === 0 ? t.under(i18n.duration(to)) : t.lengths(i18n.duration(from ?? 0), i18n.duration(to));
}

function spanOf(span: DateSpan): string {
  const t = i18n.t.find;
  if (span.span !== 'between') return t.spans[span.span];
  const day = (at: number): string => i18n.day(at, clock.now);
  const { from, to } = span;
  // The day that it goes up to is the one before the moment that it ends at.
  if (from !== null && to !== null) return t.between(day(from), day(to - 1));
  return from === null ? t.until(day((to ?? 0) - 1)) : t.since(day(from));
}
