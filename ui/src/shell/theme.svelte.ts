/** Puts the chosen theme on `<html>`, following the system where the user does. */
import { MediaQuery } from 'svelte/reactivity';
import type { Theme } from '../backend/backend';

export function wearTheme(chosen: () => Theme): void {
  const light = new MediaQuery('(prefers-color-scheme: light)');
  $effect.pre(() => {
    const theme = chosen();
    document.documentElement.dataset['theme'] = theme === 'system' ? (light.current ? 'light' : 'dark') : theme;
  });
}
