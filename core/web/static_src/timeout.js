// Warns two minutes before a staff session ends, and keeps it going when asked. Without scripts, signing in again
// returns what was typed.
const WARNING_MS = 2 * 60 * 1000;

export function warnBeforeSignOut(body) {
  const minutes = Number(body.dataset.sessionMinutes);
  const dialog = document.getElementById("session-ends");
  if (!minutes || !dialog || !dialog.showModal) return;
  const form = dialog.querySelector("form");
  let timer;

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => dialog.showModal(), minutes * 60 * 1000 - WARNING_MS);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      dialog.close();
      wait();
    } catch {
      form.submit();
    }
  });

  wait();
}
