// Pages of calls: found or unpacked, shown, and places in them.
const CUT = "<!--cut-->";
const PLACE = /^#c(\d+)(?:([tme])(\d+)|-\w+)?$/;
const isSingle = () => !$("report");
let listTop = 0;
let shown = null;
// The call last asked for: it may still be on its way when the reader turns back.
let asked = null;
let opening = 0;

async function unpack(letters) {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}

// Puts a packed page together piece by piece. True if it was not given up for another.
async function build(number, pack, turn) {
  const place = $("call");
  let pieces;
  try {
    pieces = (await unpack(pack.textContent)).split(CUT);
  } catch {
    place.insertAdjacentHTML("afterbegin", "<p class=\"note\">This browser is too old to unpack the page of a call. Any browser from 2023 on can.</p>");
    return true;
  }
  if (turn !== opening) return false;
  const before = place.querySelector(".call.unpacked");
  if (before) before.remove();
  place.insertAdjacentHTML("afterbegin", pieces[0]);
  const page = $("c" + number);
  page.classList.add("unpacked");
  const lists = { T: page.querySelector(".turns"), H: page.querySelector(".marks") };
  page.classList.add("shown");
  place.classList.add("shown");
  $("report").hidden = true;
  for (const piece of pieces.slice(1)) {
    await breathe();
    if (turn !== opening) return false;
    lists[piece[0]].insertAdjacentHTML("beforeend", piece.slice(1));
  }
  return true;
}

// Shows a call, and a place in it.
async function show(number, anchor, isBack) {
  const turn = ++opening;
  const place = $("call");
  asked = number;
  if (!$("report").hidden) listTop = scrollY;
  const isNew = shown !== number;
  let page = $("c" + number);
  if (!page) {
    const pack = $("p" + number);
    if (!pack) return list();
    if (!await build(number, pack, turn)) return;
    page = $("c" + number);
  }
  for (const other of place.querySelectorAll(".call.shown")) if (other !== page) other.classList.remove("shown");
  if (page) page.classList.add("shown");
  place.classList.add("shown");
  $("report").hidden = true;
  for (const link of document.querySelectorAll("nav .over")) link.hidden = true;
  shown = number;
  if (!page) return;
  ready(page);
  if (isNew) steps(number, page);
  document.title = page.querySelector("h1").textContent + " – pursuit";
  if (anchor) return go(anchor);
  if (isNew) {
    scrollTo({ top: 0, behavior: "instant" });
    page.querySelector("h1").focus({ preventScroll: true });
  }
}

const TITLE = document.title;
// Shows the overview again, where it was left.
function list() {
  opening += 1;
  const was = asked;
  shown = asked = null;
  $("call").classList.remove("shown");
  $("report").hidden = false;
  for (const link of document.querySelectorAll("nav .over")) link.hidden = false;
  document.title = TITLE;
  if (!was) return;
  scrollTo({ top: listTop, behavior: "instant" });
  const link = document.querySelector("#r" + was + " .open");
  if (link) link.focus({ preventScroll: true });
}

// Goes to a turn, to marked words or to their row in the list beside them.
function go(anchor) {
  const found = $(anchor);
  if (!found) return;
  // Of several marks on the same words, all but the first are anchors within them.
  const there = found.closest("a.m") || found;
  for (let box = there.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  for (const other of document.querySelectorAll(".here")) other.classList.remove("here");
  there.classList.add("here");
  const reach = () => there.scrollIntoView({ block: there.matches(".marks li") ? "nearest" : "center", behavior: "instant" });
  reach();
  // What was only guessed above it has its true height now.
  requestAnimationFrame(reach);
  there.focus({ preventScroll: true });
}

// Links to the calls before and behind it, as the table has them now.
function steps(number, page) {
  const rows = rowsShown().map((row) => row.dataset.n);
  const at = rows.indexOf(String(number));
  const to = (link, other) => { link.hidden = !other; if (other) link.href = "#c" + other; };
  to(page.querySelector(".before"), at > 0 && rows[at - 1]);
  to(page.querySelector(".after"), at >= 0 && rows[at + 1]);
}

// What a page needs once: buttons that only a script can serve.
function ready(page) {
  if (page.dataset.ready) return;
  page.dataset.ready = "yes";
  for (const button of page.querySelectorAll(".copy")) button.hidden = false;
  const heard = page.querySelector(".heard");
  if (heard && matchMedia("(max-width: 56rem)").matches && page.querySelector(".turns")) heard.open = false;
}

function route() {
  const found = PLACE.exec(location.hash);
  if (isSingle()) {
    const page = document.querySelector(".call");
    if (page) ready(page);
    if (found && found[2]) go(location.hash.slice(1));
    return;
  }
  if (found) {
    const anchor = found[2] || location.hash.includes("-") ? location.hash.slice(1) : "";
    return show(Number(found[1]), anchor);
  }
  list();
}

function startPages() {
  addEventListener("hashchange", route);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".copy");
    if (button) return void copyLink(button);
    const link = event.target.closest("a[href^=\"#c\"]");
    // A second click on the way to where one is already.
    if (link && link.getAttribute("href") === location.hash && PLACE.test(location.hash)) route();
  });
  route();
}
