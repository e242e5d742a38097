export const welcome = {
  title: 'Welcome to Dailies',
  lead: 'Generate video, watch what came in, keep the good takes.',
  lead_2: 'Your clips stay on this computer.',
  demo: {
    title: 'Try it now',
    about: 'Sample clips in seconds, from a relay built in. No key, no cost.',
    picture: 'Three scenes as the demo draws them: a lighthouse at dusk, northern lights, dunes',
    start: 'Start with the demo',
    fine: 'You can connect a relay at any time.',
  },
  relay: {
    title: 'Connect a relay',
    about: 'The address and key your provider gave you.',
    connect: 'Connect and open',
    connect_anyway: 'Connect anyway',
    fine: 'Works with relays that speak the Unified, Create, OpenAI or Chat format.',
  },
};
