// Everything that touches keys happens here, away from the page, so that a slow derivation does not freeze it.
// The policy that this script comes with lets it load our scripts and talk to nobody.
"use strict";

let ready;

async function prepare({ sodium, sealing, receipts, words }) {
  importScripts(...sodium);
  await self.sodium.ready;
  const [envelopes, slips] = await Promise.all([import(sealing), import(receipts)]);
  return { ...envelopes.functions(self.sodium), ...slips.functions(self.sodium, words) };
}

// Whether the fast build runs here: some browsers have no WebAssembly, others refuse to compile it.
function fast() {
  try {
    return Boolean(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
  } catch {
    return false;
  }
}

self.addEventListener("message", async ({ data: { id, act, args } }) => {
  try {
    if (act === "prepare") {
      ready = prepare(...args);
      await ready;
      self.postMessage({ id, result: fast() });
      return;
    }
    const result = await (await ready)[act](...args);
    self.postMessage({ id, result });
  } catch (error) {
    self.postMessage({ id, error: { message: String(error?.message ?? error), detail: error?.detail ?? null } });
  }
});
