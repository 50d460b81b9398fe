// What the public pages gain where scripts run: figures that follow the log, and keys.

import { followFigures } from "./live.js";
import { listenToKeys } from "./keys.js";

followFigures();
listenToKeys();
