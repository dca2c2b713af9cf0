/** The list of incidents: filters swap in place, the timeline has a brush, and the map is fetched when there is one. */
import { NEWER } from './pending';
import { showAgain, startSwapping } from './swap';
import { startBrush } from './timeline';

const started = document.querySelector('#map') ? import('./map') : null;

startSwapping(() => void started?.then((map) => map.update()));
startBrush();
void started?.then((map) => map.start());
document.addEventListener(NEWER, (event) => {
  event.preventDefault();
  showAgain();
});
