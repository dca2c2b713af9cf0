/** What every page of the desk does when scripts run. */
import { buttonKeys } from './buttons';
import { addKeys, startKeys } from './keys';
import { listKeys } from './list';

startKeys();
addKeys(...listKeys(), ...buttonKeys());
