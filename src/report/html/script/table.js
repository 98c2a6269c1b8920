// The table of calls: sorted, searched, filtered.
let rows = [];
const rowsShown = () => [...($("table") ? $("table").tBodies[0].rows : [])].filter((row) => !row.hidden);
const cell = (row, name) => row.querySelector("." + name).textContent;
const KEYS = {
  n: (row) => row.name,
  class: (row) => Number(row.data.order),
  score: (row) => Number(row.data.score),
  sure: (row) => Number(row.data.sure),
  seller: (row) => row.seller.toLowerCase(),
  date: (row) => row.data.date,
  long: (row) => Number(row.data.long),
  why: (row) => row.why.toLowerCase(),
};
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function sort(button) {
  const head = button.closest("th");
  const falls = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falls ? "descending" : "ascending");
  const key = KEYS[button.dataset.key];
  const keyed = rows.map((row) => [key(row), row]);
  // What has no such thing stands last, whichever way.
  const isEmpty = (value) => value === "";
  keyed.sort(([a, one], [b, other]) => isEmpty(a) - isEmpty(b) || (falls ? compare(b, a) : compare(a, b)) || one.number - other.number);
  rows = keyed.map(([, row]) => row);
  const all = document.createDocumentFragment();
  for (const row of rows) all.append(row.line);
  $("table").tBodies[0].append(all);
  filter();
  say("Sorted by " + button.textContent + (falls ? ", falling" : ", rising"));
}

let isWhole = false;
const FIRST = 50;
function filter() {
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const wants = (id) => ($(id) ? $(id).value : "");
  const [verdict, seller, sure] = [wants("by-class"), wants("by-seller"), wants("by-sure")];
  let count = 0;
  for (const row of rows) {
    const fits = (!verdict || row.data.class === verdict) && (!seller || row.seller === seller) && (!sure || row.sure === sure) && words.every((word) => row.text.includes(word));
    count += fits;
    if (row.line.hidden === fits) row.line.hidden = !fits;
    row.line.classList.toggle("later", fits && !isWhole && count > FIRST);
  }
  const isAll = count === rows.length;
  $("found").textContent = isAll ? count + (count === 1 ? " call" : " calls") : count + " of " + rows.length + " calls";
  $("none").hidden = count > 0;
  if ($("more")) $("more").parentNode.hidden = isWhole || count <= FIRST;
  if ($("more")) $("more").textContent = "Show all " + count + " calls";
}

function startTable() {
  const table = $("table");
  if (!table) return;
  rows = [...table.tBodies[0].rows].map((line, number) => {
    const name = cell(line, "open");
    const [seller, why, sure] = [cell(line, "seller"), cell(line, "why"), cell(line, "sure")];
    const text = [name, cell(line, "path"), seller, why, cell(line, "verdict")].join(" ").toLowerCase();
    return { line, number, data: { ...line.dataset }, name: name.toLowerCase(), seller, why, sure, text };
  });
  for (const button of table.querySelectorAll("thead button")) {
    button.disabled = false;
    button.addEventListener("click", () => sort(button));
  }
  table.querySelector("[aria-sort]").removeAttribute("aria-sort");
  $("filters").hidden = false;
  let wait = 0;
  const soon = () => { cancelAnimationFrame(wait); wait = requestAnimationFrame(filter); };
  $("filters").addEventListener("input", soon);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("reset").addEventListener("click", () => { $("filters").reset(); filter(); $("search").focus(); });
  if ($("more")) {
    $("more").hidden = false;
    $("more").addEventListener("click", () => { isWhole = true; filter(); rowsShown()[FIRST]?.querySelector(".open").focus(); });
  }
  // A browser may remember what stood in the fields.
  $("filters").reset();
}
