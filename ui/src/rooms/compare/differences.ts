/** What was asked for beside each other, and what differs. Pure but for the language in use. */
import type { Clip, Controls, ModelOption } from '../../backend/backend';
import { i18n } from '../../i18n/i18n.svelte';
import { formatOf, nameOf } from '../../text/clip-facts';
import { differing, type Stretch } from './prompt-diff';

export interface Row {
  readonly key: string;
  readonly label: string;
  /** One a clip; empty: it was left to the model. */
  readonly values: readonly string[];
  readonly differs: boolean;
  /** One a clip: there is no value because its model has no such setting. */
  readonly lacking: readonly boolean[];
  /** Of the prompts, what differs in each. */
  readonly words?: readonly (readonly Stretch[])[];
}

/** The model's name for people. */
type Label = (model: string) => string;

/** What is known of a model; `null`: nothing. */
type Known = (model: string) => ModelOption | null;

/** The rows that a model may have no setting for, beside its switches. */
const HAS: Partial<Record<string, (controls: Controls) => boolean>> = {
  aspect: ({ aspect_ratios }) => aspect_ratios.length > 0,
  resolution: ({ resolutions }) => resolutions.length > 0,
  pictures: ({ pictures }) => pictures !== null,
  videos: ({ videos }) => videos > 0,
  cameo: ({ takes_cameo }) => takes_cameo,
  seed: ({ takes_seed }) => takes_seed,
};

/** Prompt first, then what differs, then what does not; what no clip tells is left out. */
export function rowsOf(clips: readonly Clip[], label: Label, known: Known): Row[] {
  const rows = [...settings(clips, label), cost(clips)]
    .filter(({ values }) => values.some((value) => value !== ''))
    .map((row) => ({
      ...row,
      lacking: row.values.map((value, at) => value === '' && !takes(row.key, clips[at], known)),
    }));
  return [prompts(clips), ...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)];
}

/** Whether a clip's model has such a setting, as far as it is known. */
function takes(key: string, clip: Clip | undefined, known: Known): boolean {
  const model = clip && clip.generation.model !== '' ? known(clip.generation.model) : null;
  if (!model || model.origin === 'nobody') return true;
  const { controls } = model;
  if (key in i18n.t.settings.models.toggle_names) return controls.toggles.some((toggle) => toggle === key);
  return HAS[key]?.(controls) ?? true;
}

export const differences = (rows: readonly Row[]): number => rows.filter(({ differs }) => differs).length;

function prompts(clips: readonly Clip[]): Row {
  const values = clips.map((clip) => clip.generation.prompt || nameOf(clip));
  return { ...row('prompt', i18n.t.look.compare.prompt, values), words: differing(values) };
}

function settings(clips: readonly Clip[], label: Label): Row[] {
  const t = i18n.t.look.compare;
  const facts = i18n.t.gallery.facts;
  const each = (key: string, name: string, value: (clip: Clip) => string): Row => row(key, name, clips.map(value));
  const count = (list: readonly unknown[]): string => (list.length > 0 ? i18n.number(list.length) : '');
  return [
    each('model', t.model, ({ generation: { model } }) => (model === '' ? '' : label(model))),
    each('length', t.length, ({ film }) => (film.duration_ms > 0 ? i18n.duration(seconds(film.duration_ms)) : '')),
    each('aspect', t.aspect, ({ generation }) => generation.aspect_ratio ?? ''),
    each('size', t.size, (clip) => formatOf({ ...clip, generation: { ...clip.generation, aspect_ratio: null } })),
    each('fps', t.fps, ({ film: { fps } }) =>
      fps === null ? '' : i18n.t.gallery.fps(String(Math.round(fps * 100) / 100)),
    ),
    each('resolution', facts.resolution, ({ generation }) => generation.resolution ?? ''),
    ...toggles(clips),
    each('pictures', t.pictures, ({ generation }) => count(generation.pictures)),
    each('videos', facts.videos, ({ generation }) => count(generation.videos)),
    each('cameo', facts.cameo, ({ generation }) => generation.cameo?.url ?? ''),
    each('seed', facts.seed, ({ generation: { seed } }) => seed ?? ''),
    each('connection', facts.connection, ({ connection_name }) => connection_name ?? ''),
  ];
}

/** Whole seconds, so that a frame more or less is no difference. */
const seconds = (ms: number): number => Math.max(1, Math.round(ms / 1000)) * 1000;

function toggles(clips: readonly Clip[]): Row[] {
  const t = i18n.t.gallery.facts;
  const names: Record<string, string> = i18n.t.settings.models.toggle_names;
  const switched = new Set<string>(clips.flatMap(({ generation }) => Object.keys(generation.toggles)));
  const told = (clip: Clip, toggle: string): string => {
    const on = Object.entries(clip.generation.toggles).find(([name]) => name === toggle)?.[1];
    return on === undefined ? '' : on ? t.on : t.off;
  };
  return [...switched].map((toggle) =>
    row(
      toggle,
      names[toggle] ?? toggle,
      clips.map((clip) => told(clip, toggle)),
    ),
  );
}

/** How long it took is told with it, and is no difference. */
function cost(clips: readonly Clip[]): Row {
  const t = i18n.t.look.compare;
  const costs = clips.map(({ cost_micros }) => (cost_micros === null ? '' : i18n.money(cost_micros)));
  const values = clips.map(({ took_ms }, at) =>
    t.cost_took(costs[at] ?? '', took_ms === null ? '' : i18n.duration(took_ms)),
  );
  return { ...row('cost', t.cost, values), differs: isMixed(costs) };
}

function row(key: string, label: string, values: readonly string[]): Row {
  return { key, label, values, differs: isMixed(values), lacking: values.map(() => false) };
}

const isMixed = (values: readonly string[]): boolean => new Set(values).size > 1;
