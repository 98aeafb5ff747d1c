// Shows the button that begins, and loads everything else only when it is pressed.

const root = document.getElementById("sealing");
const texts = JSON.parse(document.getElementById("texts").textContent);
const button = document.getElementById("begin");
const state = document.getElementById("state");

if (button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    state.textContent = texts.loading;
    try {
      await (await import(root.dataset.page)).begin();
      state.textContent = "";
    } catch {
      state.textContent = texts.failed;
      button.disabled = false;
    }
  });
}
