// Comfort in the forms of readers without an account: every form works without these.
import { startConfirmLeave } from "./confirm-leave.js";
import { startExclusive } from "./exclusive.js";
import { startFileSize } from "./file-size.js";
import { startSubmitOnce } from "./submit-once.js";

const each = (selector, start) => document.querySelectorAll(selector).forEach(start);

each("[data-focus]", (element) => element.focus());
each("[data-max-bytes]", startFileSize);
each("form[data-confirm-leave]", startConfirmLeave);
each("form[data-submit-once]", startExclusive);
each("form[data-submit-once]", startSubmitOnce);
