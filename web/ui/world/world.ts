/** Everything that is wanted only where the scenario has a world of a platform: loaded then, and not before. */
import './console-face.ts';
import './console-terminal.ts';
import './desk-dialog.ts';
import './examination-panel.ts';
import './session-view.ts';
import './task-activity.ts';
import './world-lab.ts';
