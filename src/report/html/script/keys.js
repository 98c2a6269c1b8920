// Single keys, for those who want them.
const areKeysOn = () => kept.get("keys") !== "off";
function step(all, by) {
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  next.scrollIntoView({ block: "center", behavior: "instant" });
  next.focus({ preventScroll: true });
}

// Takes away the definitions that are shown until they are asked for again. True if there were any.
function hidesTips() {
  const tips = [...document.querySelectorAll(".tip:not(.gone):hover, .tip:not(.gone):focus-within")];
  for (const tip of tips) {
    tip.classList.add("gone");
    for (const again of ["mouseenter", "mouseleave", "focusout"]) tip.addEventListener(again, () => tip.classList.remove("gone"), { once: true });
  }
  return tips.length > 0;
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
  const field = event.target.closest("input, select, textarea");
  if (event.key === "Escape") {
    if (field && field.id === "search") {
      field.value = "";
      filter();
      field.blur();
    } else if (hidesTips()) {
      event.preventDefault();
    } else if (shown) {
      location.hash = "#calls";
    }
    return;
  }
  if (field || !areKeysOn()) return;
  const page = document.querySelector(isSingle() ? ".call" : "#call.shown .call.shown");
  if (event.key === "/" && $("search")) {
    event.preventDefault();
    if (shown) location.hash = "#calls";
    // The overview comes first.
    setTimeout(() => { $("search").focus(); $("search").select(); });
  } else if (event.key === "j" || event.key === "k") {
    const all = page ? [...page.querySelectorAll("a.m[id]")] : rowsShown().filter((row) => !row.classList.contains("later")).map((row) => row.querySelector(".open"));
    step(all, event.key === "j" ? 1 : -1);
  } else if (event.key === "?") {
    event.preventDefault();
    $("keys").showModal();
  }
}

function startKeys() {
  document.addEventListener("keydown", key);
  const open = $("keys-open");
  open.hidden = false;
  open.addEventListener("click", () => $("keys").showModal());
  $("keys-close").addEventListener("click", () => $("keys").close());
  $("keys-on").checked = areKeysOn();
  $("keys-on").addEventListener("change", () => kept.set("keys", $("keys-on").checked ? "on" : "off"));
}
