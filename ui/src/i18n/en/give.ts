import { number, plural } from '../format';

/** Clips that leave the library, and films that come in. */
export const give = {
  export: {
    title: (n: number) => plural('en', n, { one: 'Export 1 clip', other: `Export ${number('en', n)} clips` }),
    short: 'Export',
    action: 'Export…',
    folder: 'Folder',
    no_folder: 'None yet: you are asked when you export.',
    choose: 'Choose…',
    names: 'Names',
    names_hint: 'A slash makes folders. Nothing is ever written over.',
    unknown: (word: string) => `${word} is not a field. Use one of the words below.`,
    words_label: 'Words to insert',
    insert: (word: string, token: string) => `Insert ${word}, ${token}`,
    words: {
      prompt: 'Prompt',
      model: 'Model',
      date: 'Date',
      time: 'Time',
      number: 'Clip number',
      count: 'Count',
      aspect: 'Aspect',
      length: 'Length',
      tags: 'Tags',
      collection: 'Collection',
    },
    preview: 'Files',
    more: (n: number) => `and ${number('en', n)} more`,
    planning: 'Working out the names…',
    extras_label: 'With each clip',
    extras: {
      poster: { label: 'Poster', note: 'A picture of the same name beside it.' },
      recipe_in_film: {
        label: 'Recipe inside the video',
        note: 'Dropping it on Dailies brings back prompt, settings and pictures. Image and sound stay as they are.',
      },
      recipe_file: { label: 'Recipe as a file', note: 'The same as JSON, for clips that can hold none.' },
      relay: {
        label: 'Relay in the recipe',
        note: 'Its address and its name for the job. Never your key.',
        warning: 'Whoever gets a file can read which relay you use and find the job there.',
        needs: 'There is no recipe to write it into.',
      },
    },
    without_recipe: (n: number) =>
      plural('en', n, {
        one: '1 file cannot hold a recipe: only MP4 and MOV can.',
        other: `${number('en', n)} files cannot hold a recipe: only MP4 and MOV can.`,
      }),
    run: 'Export',
    running: (done: number, of: number) => `${number('en', done)} of ${number('en', of)} done`,
    starting: 'Writing…',
    goes_on: 'It continues when you close this.',
    reveal: 'Show in folder',
    done: 'Done',
    report: {
      all: (n: number, folder: string) =>
        plural('en', n, {
          one: `Exported 1 clip to ${folder}.`,
          other: `Exported ${number('en', n)} clips to ${folder}.`,
        }),
      some: (n: number, of: number, folder: string) =>
        `Exported ${number('en', n)} of ${number('en', of)} clips to ${folder}.`,
      none: 'Nothing was exported.',
      failed: (n: number) =>
        plural('en', n, {
          one: '1 clip could not be exported:',
          other: `${number('en', n)} clips could not be exported:`,
        }),
      failed_short: (n: number) =>
        plural('en', n, {
          one: '1 clip could not be exported.',
          other: `${number('en', n)} clips could not be exported.`,
        }),
      next: 'What is in the library is unharmed. Make sure that the disk has room and the folder can be written to, then try again.',
      again: (n: number) =>
        plural('en', n, { one: 'Try this clip again', other: `Try these ${number('en', n)} again` }),
      why: 'See why',
    },
  },
  import: {
    action: 'Import videos…',
    note: 'Or drop videos onto the window.',
    gallery: 'More of the gallery',
    filed: (n: number) => plural('en', n, { one: 'Imported.', other: `Imported ${number('en', n)} videos.` }),
    known: (n: number) =>
      plural('en', n, {
        one: 'The gallery has this video already.',
        other: `The gallery has ${number('en', n)} of these videos already.`,
      }),
    trashed: (n: number) =>
      plural('en', n, {
        one: 'The gallery has this video already: it is in the trash.',
        other: `${number('en', n)} of these videos are in the trash.`,
      }),
    restore: 'Restore',
    refused: (name: string, why: string) => `${name}: ${why}`,
    refused_more: (n: number) =>
      plural('en', n, { one: 'One more file was not taken.', other: `${number('en', n)} more files were not taken.` }),
    reasons: {
      not_a_film: 'This isn’t a video file. MP4, MOV and WebM can be imported.',
      broken: 'The video is cut off or damaged.',
      unreadable: 'The file cannot be read, or its link leads nowhere.',
      not_a_file: 'This is a folder, a pipe or a device, not a file.',
      still_written: 'The file is still being written. Import it once it is finished.',
      too_long: 'Its prompt is too long: a prompt holds at most 32,000 characters.',
    },
    imported: 'Imported from',
    unmade: 'This video was imported: how it was made is not known.',
    clip_name: (name: string, length: string, when: string) => `${name}. Imported, ${length}, ${when}`,
  },
  recipe: {
    one: 'This video carries its recipe.',
    file: 'This is the recipe of a clip.',
    many: (n: number) => `${number('en', n)} recipes came along.`,
    use: 'Use it',
    choose: 'Choose…',
    title: 'Which recipe goes into the composer?',
    untitled: 'No prompt',
    pictures: (n: number) => plural('en', n, { one: '1 picture', other: `${number('en', n)} pictures` }),
    restored: 'Prompt, settings and pictures are back in the composer.',
    no_connection: (model: string) => `They were made for ${model}: connect a relay that offers it, or choose another.`,
    not_offered: (connection: string, model: string) =>
      `${connection} does not offer ${model}: choose another model. Nothing is lost.`,
  },
  drop: {
    title: 'Drop pictures and videos here',
    pictures: 'Pictures go into the composer.',
    films: 'Videos go into the gallery; a recipe brings its prompt back.',
  },
};
