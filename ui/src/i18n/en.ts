/** English: the texts that the other languages are measured by. One module a section. */
import { activity } from './en/activity';
import { characters } from './en/characters';
import { common } from './en/common';
import { compose } from './en/compose';
import { connecting } from './en/connecting';
import { failure } from './en/failure';
import { find } from './en/find';
import { gallery } from './en/gallery';
import { give } from './en/give';
import { job } from './en/job';
import { keep } from './en/keep';
import { look } from './en/look';
import { picker } from './en/picker';
import { prompts } from './en/prompts';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { storyboards } from './en/storyboards';
import { theatre } from './en/theatre';
import { welcome } from './en/welcome';
import { writing } from './en/writing';

export const en = {
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

export type Texts = typeof en;
