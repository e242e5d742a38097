/** What of the page is measured without a page. */
export { layOut } from '../src/parts/grid/justified';
export { GridView } from '../src/parts/grid/view.svelte';
