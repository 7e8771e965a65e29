// The page: each part draws itself when what it shows has changed.

import { startChain } from './chain.js';
import { startClock, tick } from './clock.js';
import { startDirectories } from './directories.js';
import { startModal } from './modal.js';
import { startForm } from './form.js';
import { startPhone } from './phone.js';
import { startPlaces } from './places.js';
import { slack } from './slack.js';
import { startSteps } from './steps.js';
import { listen } from './stream.js';
import { startTalk } from './talk.js';
import { teams } from './teams.js';
import { startTrouble } from './trouble.js';
import { startUnread } from './unread.js';
import { startViews } from './view.js';
import { startWheel, tickWheel } from './wheel.js';

const SECOND = 1000;

startViews();
startPhone();
startPlaces();
startTalk(slack);
startTalk(teams);
startUnread(slack);
startUnread(teams);
startModal();
startForm();
startTrouble();
startClock();
startDirectories();
startWheel();
startChain();
startSteps();
listen();
setInterval(() => {
  tick();
  tickWheel();
}, SECOND);
