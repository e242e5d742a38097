import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const tauri = { regex: '^@tauri-apps/', message: 'Only backend/tauri.ts names Tauri.' };
const backendInside = {
  regex: 'backend/(tauri|web)$',
  message: 'Ask for a Backend; which one it is, main.ts decides.',
};

const folders = (path) =>
  readdirSync(new URL(path, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
const ROOMS = folders('src/rooms');
const LAYERS = folders('src');

/** What the modules of each folder of `src` may import, itself apart. A folder that is missing here may import nothing. */
const MAY_IMPORT = {
  domain: ['backend'],
  i18n: ['backend'],
  text: ['domain', 'i18n', 'backend'],
  state: ['text', 'domain', 'i18n', 'backend'],
  parts: ['i18n'],
  actions: ['state', 'parts', 'text', 'domain', 'i18n', 'backend'],
  rooms: ['state', 'actions', 'parts', 'text', 'domain', 'i18n', 'backend'],
  shell: ['rooms', 'state', 'actions', 'parts', 'text', 'domain', 'i18n', 'backend'],
};
/** Layers that may name the types of another one, such as the icon that belongs to a text. */
const MAY_NAME_TYPES = { text: ['parts'], state: ['parts'] };

/** The patterns that keep a layer from importing what it may not. */
function layerPatterns(layer) {
  const allowed = [layer, ...(MAY_IMPORT[layer] ?? [])];
  const typesOnly = MAY_NAME_TYPES[layer] ?? [];
  const forbidden = LAYERS.filter((other) => !allowed.includes(other) && !typesOnly.includes(other));
  return [
    {
      regex: `\\.\\./(${forbidden.join('|')})/`,
      message: `${layer}/ must not import this folder: see MAY_IMPORT.`,
    },
    ...typesOnly.map((other) => ({
      regex: `\\.\\./${other}/`,
      allowTypeImports: true,
      message: `${layer}/ may import only types of ${other}/.`,
    })),
  ];
}

/** One `no-restricted-imports` setting: a later one replaces an earlier one for the same file, so each is whole. */
const forbid = (...patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] });

export default ts.config(
  { ignores: ['dist', 'node_modules', 'test-results', 'canary/src', 'src/backend/bindings.gen.ts'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...ts.configs.disableTypeChecked,
    // The browser's globals stand in code that a test runs inside the page.
    languageOptions: { globals: { ...globals.node, ...globals.browser }, parserOptions: { projectService: false } },
  },
  {
    rules: {
      eqeqeq: 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    rules: {
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'indexedDB', 'fetch', 'EventSource'],
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'localStorage' },
        { object: 'window', property: 'sessionStorage' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-unused-private-class-members': 'off',
      // Only what is drawn has to be reactive.
      'svelte/prefer-svelte-reactivity': 'off',
      ...forbid(tauri, backendInside),
    },
  },
  {
    // Inside components svelte-check is the judge of types: ESLint sees other components as `any`.
    files: ['**/*.svelte'],
    rules: ts.configs.disableTypeChecked.rules,
  },
  ...LAYERS.map((layer) => ({
    files: [`src/${layer}/**`],
    rules: forbid(tauri, backendInside, ...layerPatterns(layer)),
  })),
  ...ROOMS.map((room) => ({
    files: [`src/rooms/${room}/**`],
    rules: forbid(tauri, backendInside, ...layerPatterns('rooms'), {
      regex: `\\.\\./(rooms/)?(${ROOMS.filter((other) => other !== room).join('|')})/`,
      message: 'Rooms never import each other: share state in src/state.',
    }),
  })),
  {
    // What comes over the wire is believed to be what the door's bindings say.
    files: ['src/backend/web.ts'],
    rules: { 'no-restricted-globals': 'off', '@typescript-eslint/consistent-type-assertions': 'off' },
  },
  { files: ['src/backend/tauri.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  { files: ['src/main.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  {
    files: ['src/**/*.test.ts'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-restricted-imports': 'off',
      'no-restricted-globals': 'off',
    },
  },
);
