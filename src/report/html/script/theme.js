// Colours, what is remembered, and small things that all parts use.
const root = document.documentElement;
root.classList.add("js");
const $ = (id) => document.getElementById(id);
const kept = {
  get(key) { try { return localStorage.getItem("pursuit-" + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("pursuit-" + key, value); } catch { /* not allowed here: it holds until the page is left */ } },
};
const THEMES = ["auto", "light", "dark"];
const SAYS = { auto: "Colours: as the system", light: "Colours: light", dark: "Colours: dark" };
function paint(theme) {
  if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
  const button = $("theme");
  if (button) { button.textContent = SAYS[theme]; button.hidden = false; }
}
let theme = THEMES.includes(kept.get("theme")) ? kept.get("theme") : "auto";
paint(theme);
function startTheme() {
  paint(theme);
  $("theme").addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    kept.set("theme", theme);
    paint(theme);
  });
}
const still = matchMedia("(prefers-reduced-motion: reduce)");
function say(words) { $("said").textContent = ""; $("said").textContent = words; }
// Lets the browser do what waits, so that no work of ours holds it up.
const breathe = () => (globalThis.scheduler && scheduler.yield ? scheduler.yield() : new Promise((done) => setTimeout(done)));

// A link to a place in this report; where the clipboard is not to be had, it is shown to be copied by hand.
async function copyLink(button) {
  const link = location.href.split("#")[0] + button.dataset.to;
  const done = (words) => { const was = button.firstChild.data; button.firstChild.data = words; say(words); setTimeout(() => { button.firstChild.data = was; }, 2000); };
  try { await navigator.clipboard.writeText(link); return done("Copied"); } catch { /* the next way */ }
  let field = button.parentNode.querySelector("input");
  if (!field) {
    field = document.createElement("input");
    field.readOnly = true;
    field.setAttribute("aria-label", "Link to this moment");
    button.after(field);
  }
  field.value = link;
  field.focus();
  field.select();
  let copied = false;
  try { copied = document.execCommand("copy"); } catch { /* it stays selected */ }
  if (copied) { field.remove(); button.focus(); done("Copied"); } else say("Press Ctrl+C to copy the link");
}
