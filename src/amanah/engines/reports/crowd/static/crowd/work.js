// While intake is crowded: computes a proof in a worker, so that its sender need not wait. Everything works without this file.
"use strict";

const asked = document.querySelector("[data-crowd]");
if (asked && window.Worker && window.crypto?.subtle) {
  const says = asked.querySelector("[data-crowd-says]");
  const worker = new Worker(asked.dataset.worker);
  const say = (words) => {
    says.textContent = words;
    says.hidden = false;
  };
  worker.onmessage = ({ data }) => {
    if (data.proof) {
      asked.querySelector("[name=work]").value = data.proof;
      say(says.dataset.ready);
      worker.terminate();
    } else {
      say(says.dataset.working.replace("…", `${data.done} / ${data.all}`));
    }
  };
  worker.onerror = () => { says.hidden = true; };
  worker.postMessage(asked.dataset.crowd);
}
