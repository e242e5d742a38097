/** The values that a model takes for one field, as a menu shows them. Pure. */
import type { Generation, ModelOption } from '../../backend/backend';
import type { Texts } from '../../i18n/en';
import { holds } from '../../domain/constraints';
import { exclusionText } from './draft-labels';

export type ChoiceField = 'aspect_ratio' | 'duration_s' | 'resolution';

export interface Choice {
  readonly label: string;
  readonly checked: boolean;
  readonly patch: Partial<Generation>;
  /** What would not go with it, of what is set. */
  readonly detail?: string;
}

export function choices(field: ChoiceField, generation: Generation, model: ModelOption | null, t: Texts): Choice[] {
  const { aspect_ratios = [], durations_s = [], resolutions = [], exclusions = [] } = model?.controls ?? {};
  const choice = (label: string, patch: Partial<Generation>): Choice => {
    const chosen = { ...generation, ...patch };
    const against = exclusions.find((rule) => rule.all_of.some(([name]) => name === field) && holds(rule, chosen));
    const checked = generation[field] === chosen[field];
    return { label, checked, patch, ...(against ? { detail: exclusionText(against, t).rule } : {}) };
  };
  switch (field) {
    case 'aspect_ratio':
      return aspect_ratios.map((aspect_ratio) => choice(aspect_ratio, { aspect_ratio }));
    case 'duration_s':
      return durations_s.map((duration_s) => choice(t.compose.seconds(duration_s), { duration_s }));
    case 'resolution':
      return resolutions.length === 0
        ? []
        : [
            choice(t.compose.auto, { resolution: null }),
            ...resolutions.map((resolution) => choice(resolution, { resolution })),
          ];
  }
}
