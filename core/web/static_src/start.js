// Saves keystrokes, adds no power: every page works without it. A module, so that old browsers get the plain page.
import { initAll } from "./govuk-frontend.min.js";
import { warnBeforeSignOut } from "./timeout.js";

initAll();
warnBeforeSignOut(document.body);
