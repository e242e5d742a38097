/** The models as the picker shows them: searched, and grouped by whether the connection offers them. Pure. */
import type { ModelOption } from '../../backend/backend';

export type Group = 'offered' | 'unasked' | 'not_offered';

export interface ModelGroup {
  readonly group: Group;
  readonly models: readonly ModelOption[];
}

/** Every word of the query is found in the name for people, the wire name or the family. */
export function matches(model: ModelOption, query: string): boolean {
  const text = `${model.label} ${model.id} ${model.family}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function groupOf({ offered }: ModelOption): Group {
  if (offered === null) return 'unasked';
  return offered ? 'offered' : 'not_offered';
}

/** Without the groups that are empty; within one, as the catalogue has them. */
export function grouped(models: readonly ModelOption[], query: string): ModelGroup[] {
  const found = models.filter((model) => matches(model, query));
  const groups: Group[] = ['offered', 'unasked', 'not_offered'];
  return groups
    .map((group) => ({ group, models: found.filter((model) => groupOf(model) === group) }))
    .filter((one) => one.models.length > 0);
}
