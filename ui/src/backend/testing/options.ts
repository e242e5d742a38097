/** Models for the tests. Never imported by the program. */
import type { Controls, ModelOption } from '../backend';

export function controls(given: Partial<Controls> = {}): Controls {
  return {
    aspect_ratios: [],
    durations_s: [],
    usual_duration_s: null,
    resolutions: [],
    takes_any_resolution: false,
    takes_size: false,
    toggles: [],
    sent_when_open: {},
    pictures: null,
    videos: 0,
    takes_cameo: false,
    takes_characters: false,
    takes_storyboard: false,
    remix: null,
    takes_seed: false,
    takes_notify_hook: false,
    exclusions: [],
    ...given,
  };
}

/** A film model that is offered and takes only what is given. */
export function option(id: string, can: Partial<Controls> = {}, given: Partial<ModelOption> = {}): ModelOption {
  return {
    id,
    label: { en: id, zh: id },
    about: null,
    family: 'sora',
    makes: 'film',
    origin: 'shipped',
    source: 'reference section 2',
    is_verified: true,
    format: 'unified',
    formats: ['unified'],
    controls: controls(can),
    is_english_only: false,
    prompt_limit: null,
    has_sound: false,
    expected_ms: [60_000, 180_000],
    price_micros: null,
    offered: true,
    made: 0,
    ...given,
  };
}
