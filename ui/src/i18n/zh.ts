/** Simplified Chinese. A text that English has and this has not is a type error. */
import { activity } from './zh/activity';
import { characters } from './zh/characters';
import { common } from './zh/common';
import { compose } from './zh/compose';
import { connecting } from './zh/connecting';
import { failure } from './zh/failure';
import { find } from './zh/find';
import { gallery } from './zh/gallery';
import { give } from './zh/give';
import { job } from './zh/job';
import { keep } from './zh/keep';
import { look } from './zh/look';
import { picker } from './zh/picker';
import { prompts } from './zh/prompts';
import { settings } from './zh/settings';
import { shell } from './zh/shell';
import { storyboards } from './zh/storyboards';
import { theatre } from './zh/theatre';
import { welcome } from './zh/welcome';
import { writing } from './zh/writing';
import type { Texts } from './en';

export const zh: Texts = {
  common,
  shell,
  welcome,
  connecting,
  settings,
  activity,
  failure,
  find,
  gallery,
  theatre,
  look,
  compose,
  prompts,
  storyboards,
  characters,
  keep,
  picker,
  writing,
  give,
  job,
};
