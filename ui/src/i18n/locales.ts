/** The locales of the page's languages, in the order in which they are offered. */
import type { Language } from '../backend/backend';
import { locale as en } from './en/locale';
import type { Locale } from './locale';
import { locale as zh } from './zh/locale';

export const LOCALES: Readonly<Record<Language, Locale>> = { en, zh };

/** Whether there are texts in the language of this name. */
export function isLanguage(name: string): name is Language {
  return Object.hasOwn(LOCALES, name);
}

/** The languages to choose from, each by what it calls itself. */
export const LANGUAGE_CHOICES: readonly { value: Language; label: string }[] = Object.entries(LOCALES).flatMap(
  ([value, { name }]) => (isLanguage(value) ? [{ value, label: name }] : []),
);

/** Returns the first language that the system asks for and we have; English when there is none. */
export function systemLanguage(preferred: readonly string[]): Language {
  const names = preferred.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return names.find(isLanguage) ?? 'en';
}
