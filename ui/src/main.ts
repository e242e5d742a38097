/** Picks the door, shows the shell. */
import { mount } from 'svelte';
import { tauriBackend } from './backend/tauri';
import { webBackend } from './backend/web';
import App from './shell/App.svelte';
import './shell/fonts.css';
import './shell/tokens.css';
import './shell/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

const backend = '__TAURI_INTERNALS__' in window ? tauriBackend() : webBackend();
mount(App, { target, props: { backend } });
