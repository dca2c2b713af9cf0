/** What every page of the desk does when scripts run. */
import { buttonKeys } from './buttons';
import { followJob } from './job';
import { addKeys, startKeys } from './keys';
import { listKeys } from './list';
import { followPending } from './pending';

startKeys();
addKeys(...listKeys(), ...buttonKeys());
followJob();
followPending();
