// Comfort only: every page works without these.
import { startAutosave, forgetCopies } from "./autosave.js";
import { startConfirmLeave } from "./confirm-leave.js";
import { startExclusive } from "./exclusive.js";
import { startFileSize } from "./file-size.js";
import { startRows } from "./rows.js";
import { startSubmitOnce } from "./submit-once.js";

const each = (selector, start) => document.querySelectorAll(selector).forEach(start);

each("[data-focus]", (element) => element.focus());
each("[data-rows]", startRows);
each("[data-max-bytes]", startFileSize);
each("form[data-confirm-leave]", startConfirmLeave);
each("form[data-autosave-url]", startAutosave);
each("form[data-submit-once]", startExclusive);
each("form[data-submit-once]", startSubmitOnce);
each("form[data-sign-out]", (form) => form.addEventListener("submit", forgetCopies));
