/** What every page of the desk does when scripts run. */
import { addKeys, startKeys } from './keys';
import { listKeys } from './list';

startKeys();
addKeys(...listKeys());
