// Comfort only: every page works without these.
import { startAutosave } from "./autosave.js";
import { startConfirmLeave } from "./confirm-leave.js";
import { forgetCopies, forgetCopy, forgetOldCopies, forgetWhatArrived } from "./copies.js";
import { startExclusive } from "./exclusive.js";
import { startFileSize } from "./file-size.js";
import { startLock } from "./lock.js";
import { startRows } from "./rows.js";
import { startSession } from "./session.js";
import { startSubmitOnce } from "./submit-once.js";

const each = (selector, start) => document.querySelectorAll(selector).forEach(start);

forgetOldCopies();
forgetWhatArrived();
each("[data-focus]", (element) => element.focus());
each("[data-rows]", startRows);
each("[data-max-bytes]", startFileSize);
each("form[data-confirm-leave]", startConfirmLeave);
each("[data-came-back]", forgetCopy);
each("form[data-autosave-url]", startAutosave);
each("form[data-lock-url]", startLock);
each("form[data-submit-once]", startExclusive);
each("form[data-submit-once]", startSubmitOnce);
each("dialog[data-session]", startSession);
each("form[data-sign-out]", (form) => form.addEventListener("submit", forgetCopies));
