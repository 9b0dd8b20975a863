// Comfort on pages for readers without an account: every page works without these.
import { startCompare } from "./compare.js";
import { startConfirmLeave } from "./confirm-leave.js";
import { forgetOldCopies, forgetWhatArrived } from "./copies.js";
import { startExclusive } from "./exclusive.js";
import { startFileSize } from "./file-size.js";
import { startSubmitOnce } from "./submit-once.js";
import { startSuggest } from "./suggest.js";

const each = (selector, start) => document.querySelectorAll(selector).forEach(start);

forgetOldCopies();
forgetWhatArrived();
each("[data-focus]", (element) => element.focus());
each("[data-max-bytes]", startFileSize);
each("form[data-most]", startCompare);
each("form[data-confirm-leave]", startConfirmLeave);
each("form[data-submit-once]", startExclusive);
each("form[data-submit-once]", startSubmitOnce);
each("[data-suggest]", startSuggest);
