/**
 * All that the page knows, in one place: its state, fed by one stream of changes. Components reach it by
 * `getStudio()`; it is put there once, by the shell.
 */
import { createContext } from 'svelte';
import type { Backend, Change } from '../backend/backend';
import { Catalogue } from './catalogue.svelte';
import { Characters } from './characters.svelte';
import { Clips } from './clips.svelte';
import { Connections } from './connections.svelte';
import { Draft } from './draft.svelte';
import { Exporting } from './exporting.svelte';
import { Families } from './families.svelte';
import { Gallery } from './gallery.svelte';
import { Importing } from './importing.svelte';
import { Jobs } from './jobs.svelte';
import { Organizer } from './organizer.svelte';
import { Models } from './models.svelte';
import { Navigation } from './navigation.svelte';
import { Pictures } from './pictures.svelte';
import { Selection } from './selection.svelte';
import { Session } from './session.svelte';
import { Storyboards } from './storyboards.svelte';
import { UndrawnFilms } from './undrawn-films';
import { Writing } from './writing.svelte';

export class Studio {
  readonly session: Session;
  readonly connections: Connections;
  readonly catalogue: Catalogue;
  readonly jobs: Jobs;
  readonly clips: Clips;
  readonly gallery: Gallery;
  readonly selection: Selection;
  readonly families: Families;
  readonly organizer: Organizer;
  readonly pictures: Pictures;
  readonly exporting: Exporting;
  readonly importing: Importing;
  readonly models: Models;
  readonly draft: Draft;
  readonly characters: Characters;
  readonly storyboards: Storyboards;
  readonly writing: Writing;
  readonly undrawn: UndrawnFilms;
  readonly navigation = new Navigation();

  constructor(readonly backend: Backend) {
    this.session = new Session(backend);
    this.connections = new Connections(backend, this.session);
    this.catalogue = new Catalogue(backend);
    this.jobs = new Jobs(backend);
    this.clips = new Clips(backend);
    this.gallery = new Gallery(backend, this.jobs);
    this.selection = new Selection(this.gallery);
    this.families = new Families(backend);
    this.organizer = new Organizer(backend);
    this.pictures = new Pictures(backend);
    this.exporting = new Exporting(backend);
    this.importing = new Importing(backend);
    this.models = new Models(backend);
    this.draft = new Draft(backend, this.jobs, this.models);
    this.characters = new Characters(backend, this.session);
    this.storyboards = new Storyboards(backend, this.jobs, this.models);
    this.writing = new Writing(backend, this.session);
    this.undrawn = new UndrawnFilms(backend, this.session.film);
  }

  /** Listens first and loads then, so that no change falls between. Rejects with the `CallError` of the first load that failed. */
  async open(): Promise<void> {
    this.backend.onChange((change) => this.#apply(change));
    await this.#load();
    void this.catalogue.load();
    await this.draft.load();
    void this.undrawn.load();
  }

  async #load(): Promise<void> {
    await this.session.load();
    const { connections, jobs, gallery, organizer, characters, storyboards } = this;
    await Promise.all([connections, jobs, gallery, organizer, characters, storyboards].map((store) => store.load()));
  }

  #apply(change: Change): void {
    if (change.kind === 'resync') {
      this.clips.forget();
      this.families.forget();
      void this.catalogue.load();
      void this.#load();
      return;
    }
    const { session, connections, catalogue, jobs, clips, gallery, families, organizer, pictures, undrawn } = this;
    const { exporting, importing, draft, characters, storyboards, writing } = this;
    const media = [jobs, clips, gallery, families, organizer, pictures, exporting, importing, undrawn];
    const stores = [session, connections, catalogue, ...media, draft, characters, storyboards, writing];
    for (const store of stores) store.apply(change);
  }
}

export const [getStudio, setStudio] = createContext<Studio>();
