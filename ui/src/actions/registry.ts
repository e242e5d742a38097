/**
 * Actions: what the user can do, each with its label, its keys, when it applies and what it does. Menus, key handling, the keys
 * in tooltips and the list of shortcuts are made of them, so that a key or a label is written once. An action is bound to
 * nothing: whoever runs it passes the context that it works on.
 */
import type { Texts } from '../i18n/en';
import { isChord } from '../parts/chords';
import type { IconName } from '../parts/icons';
import type { MenuItem } from '../parts/menu';

/** A line in the list of shortcuts, by its text. */
export type ShortcutText = keyof Omit<Texts['shell']['shortcuts'], 'title' | 'groups'>;
export interface Shortcut {
  readonly keys: string;
  readonly text: ShortcutText;
}

export interface Action<Context> {
  readonly label?: (t: Texts, context: Context) => string;
  readonly icon?: IconName;
  /** The chords that run it. The first one is shown in menus and in the list of shortcuts. */
  readonly keys?: readonly [string, ...string[]];
  /** Whether a key that is held down runs it again and again. */
  readonly repeats?: boolean;
  /** Its text in the list of shortcuts; without it the list leaves it out. */
  readonly shortcut?: ShortcutText;
  /** Whether it deletes something. */
  readonly danger?: boolean;
  /** Whether it applies; always, where it is missing. */
  readonly when?: (context: Context) => boolean;
  /** Why a menu shows it disabled; undefined where it can be run. */
  readonly refusal?: (t: Texts, context: Context) => string | undefined;
  /** A menu of its choices, which a menu shows beside it. */
  readonly items?: (t: Texts, context: Context) => MenuItem[];
  readonly run: (context: Context) => unknown;
}

/** Actions of one context by their ids. */
export type Actions<Context> = Readonly<Record<string, Action<Context>>>;

/** An action of any context, or the keys of one that a component runs itself. */
export type Keyed = Partial<Action<never>>;

export function isKeyOf({ keys }: Keyed, event: KeyboardEvent): boolean {
  return keys?.some((chord) => isChord(event, chord)) ?? false;
}

/** The id of the action that a key press runs; null where there is none. A held key runs only what repeats. */
export function actionOfKey<Id extends string>(actions: Readonly<Record<Id, Keyed>>, event: KeyboardEvent): Id | null {
  for (const id in actions) {
    if (isKeyOf(actions[id], event)) return event.repeat && !actions[id].repeats ? null : id;
  }
  return null;
}

/** Runs the action of a key press and tells whether there is one. One that does not apply takes the key and does nothing. */
export function runKey<Context>(actions: Actions<Context>, event: KeyboardEvent, context: Context): boolean {
  const action = actions[actionOfKey(actions, event) ?? ''];
  if (!action) return false;
  event.preventDefault();
  if (action.when?.(context) ?? true) action.run(context);
  return true;
}

/** The actions that apply, in their groups, as a menu. */
export function menuOf<Context>(
  groups: readonly (readonly Action<Context>[])[],
  context: Context,
  t: Texts,
): MenuItem[][] {
  return groups
    .map((group) => group.filter(({ when }) => when?.(context) ?? true).map((action) => menuItem(action, context, t)))
    .filter((group) => group.length > 0);
}

export function menuItem<Context>(action: Action<Context>, context: Context, t: Texts): MenuItem {
  const { label, icon, keys, danger, refusal, items, run } = action;
  const refused = refusal?.(t, context);
  return {
    label: label?.(t, context) ?? '',
    ...(icon && { icon }),
    ...(keys && { kbd: keys[0] }),
    ...(danger && { danger }),
    ...(refusal && { disabled: refused !== undefined }),
    ...(refused !== undefined && { detail: refused }),
    ...(items ? { items: items(t, context) } : { run: () => void run(context) }),
  };
}

/** The lines of some actions in the list of shortcuts, in their order. */
export function shortcutsOf(actions: Readonly<Record<string, Keyed>>): Shortcut[] {
  return Object.values(actions).flatMap(({ keys, shortcut }) =>
    keys && shortcut ? [{ keys: keys[0], text: shortcut }] : [],
  );
}
