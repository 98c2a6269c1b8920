// The suite: opens reports in a real browser and uses them as people do. Prints one line a check, figures, and the sum.
import { chromium } from "playwright-core";
import AxeBuilder from "@axe-core/playwright";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HOSTILE, long, many, pursuit, small } from "./calls.mjs";
import { lightest, longest, slowness } from "./pace.mjs";

const place = mkdtempSync(join(tmpdir(), "pursuit-browser-"));
const at = (name) => join(place, name);
let passed = 0;
const wrong = [];
function check(words, holds, more = "") {
  if (holds) passed += 1;
  else { wrong.push(words); console.log(`not ok: ${words} ${more}`); }
}
// A part of the suite; what it trips over is one wrong check, and the next part goes on.
async function section(name, run) {
  try { await run(); } catch (error) { check(name, false, error.stack.slice(0, 600)); }
}
const figures = [];
const figure = (name, value) => figures.push(`${name}: ${value}`);
// What `run` takes in `took` milliseconds is under the limit, at the quickest of a few rounds.
async function quick(words, limit, run) {
  const one = await lightest(blank, run);
  figure(words, `${Math.round(one.took)} ms at ${one.pace.toFixed(1)} times the time of a quiet machine`);
  check(`${words} in under ${limit} ms`, one.tasks !== 0 && one.quiet < limit, JSON.stringify(one));
}

small(at("small"));
many(at("many.ndjson"), 1000);
many(at("more.ndjson"), 1001);
long(at("long.json"), 3000);
long(at("plain.json"), 1900);
const quietly = (args) => { try { pursuit(args, place); } catch (error) { if (error.status !== 3) throw error; } };
quietly(["score", "small", "--format", "html", "-o", "small.html"]);
const began = performance.now();
pursuit(["score", "many.ndjson", "--format", "html", "-o", "many.html"], place);
figure("1,000 calls: time to write", `${Math.round(performance.now() - began)} ms`);
pursuit(["score", "more.ndjson", "--format", "html", "-o", "more.html"], place);
pursuit(["score", "long.json", "--format", "html", "-o", "long.html"], place);
pursuit(["score", "plain.json", "--format", "html", "-o", "plain.html"], place);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const blank = await browser.newPage();
// The first rounds of a browser are not its pace.
for (let round = 0; round < 3; round += 1) await slowness(blank);
const noise = [];
const requests = [];
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.on("console", (message) => noise.push(`${name}: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`${name}: ${error.message}`));
  page.on("dialog", (dialog) => { noise.push(`${name}: a dialog opened`); dialog.dismiss(); });
  page.on("request", (request) => { if (!/^(file|data|blob|about):/.test(request.url())) requests.push(request.url()); });
  await page.goto(`file://${at(name)}`);
  return page;
}
const rows = (page) => page.locator("#table tbody tr:visible");
const names = (page) => page.locator("#table tbody tr:visible .open").allTextContents();
// A click's way is only begun when the click is done: what it leads to has a second to come.
const inView = (locator) => locator.evaluate(async (element) => {
  const isSeen = () => { const box = element.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
  for (let frames = 0; frames < 60 && !isSeen(); frames += 1) await new Promise((next) => setTimeout(next, 16));
  return isSeen();
});
const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

async function axe(page, what) {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  check(`axe finds nothing on ${what}`, found.violations.length === 0, JSON.stringify(found.violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 160), one.nodes[0].failureSummary.slice(0, 200)])));
  return found.violations.length;
}
let violations = 0;

// The overview, the table, and the way into a call and back.
await section("The overview, the table, and the way into a call and back", async () => {
  const page = await open("small.html");
  check("the title says how many calls", (await page.title()).includes("13 calls"));
  check("all calls are listed", (await rows(page).count()) === 13);
  const counts = (await page.locator("#glance [data-calls]").evaluateAll((all) => all.map((one) => Number(one.dataset.calls)))).reduce((a, b) => a + b);
  check("the counts add up", counts === 13);
  check("what was not read is named, with what to do", (await page.locator("#unread li").count()) === 1);
  check("there is a trend over the dates", (await page.locator("#trend tbody tr").count()) >= 2);
  check("sellers are by name", await page.locator("#sellers tbody th").allTextContents().then((all) => all.length > 2 && all.every((name, n) => n === 0 || all[n - 1] <= name)));
  check("no share is given for few calls", !(await page.locator("#sellers tbody").textContent()).includes("%"));
  check("the text says what the score is not", (await page.locator("#glance").textContent()).includes("no mark for the seller"));

  for (const [key, read] of [["score", "score"], ["class", "order"], ["sure", "sure"], ["long", "long"], ["date", "date"]]) {
    const button = page.locator(`[data-key="${key}"]`);
    for (const way of ["ascending", "descending"]) {
      await button.click();
      const values = (await rows(page).evaluateAll((all, name) => all.map((row) => row.dataset[name]), read)).filter((value) => value !== "").map((value) => (key === "date" ? value : Number(value)));
      const sorted = values.every((value, n) => n === 0 || (way === "ascending" ? values[n - 1] <= value : values[n - 1] >= value));
      check(`sorts by ${key}, ${way}`, sorted, values.join());
      check(`says so (${key}, ${way})`, (await button.locator("xpath=..").getAttribute("aria-sort")) === way);
    }
  }
  for (const key of ["n", "seller", "why"]) {
    await page.locator(`[data-key="${key}"]`).click();
    check(`sorts by ${key}`, (await page.locator("[aria-sort]").count()) === 1);
  }

  await page.selectOption("#by-class", "seller_pursuing");
  await page.waitForFunction(() => document.querySelector("#found").textContent.includes(" of "));
  const classes = await rows(page).evaluateAll((all) => all.map((row) => row.dataset.class));
  check("filters by verdict", classes.length > 0 && classes.length < 13 && classes.every((one) => one === "seller_pursuing"));
  await page.selectOption("#by-class", "");
  await page.selectOption("#by-sure", "leaning");
  await page.waitForTimeout(60);
  check("filters by how sure", (await page.locator("#table tbody tr:visible .sure").allTextContents()).every((one) => one === "leaning"));
  await page.selectOption("#by-sure", "");
  await page.selectOption("#by-seller", { label: "Gareth Plumtree" });
  await page.waitForTimeout(60);
  check("filters by seller", (await rows(page).count()) === 1);
  await page.selectOption("#by-seller", "");
  await page.fill("#search", "roof");
  await page.waitForTimeout(60);
  check("searches titles", (await names(page)).join() === "referred-roof");
  check("says how many are left", (await page.locator("#found").textContent()) === "1 of 13 calls");
  await page.fill("#search", "no such words");
  await page.waitForTimeout(60);
  check("says when nothing is found", await page.locator("#none").isVisible());
  await page.click("#reset");
  check("shows all again", (await rows(page).count()) === 13);

  await page.locator(".open", { hasText: "pressure-solar" }).click();
  const call = page.locator(".call:visible");
  check("a click opens the call", (await call.locator("h1").textContent()) === "pressure-solar");
  check("the overview is out of the way", !(await page.locator("#report").isVisible()));
  check("one h1 is seen", (await page.locator("h1:visible").count()) === 1);
  check("the heading has the focus", await isFocused(call.locator("h1")));
  const hash = new URL(page.url()).hash;
  check("the address names the call", /^#c\d+$/.test(hash));
  await call.locator(".moments a", { hasText: "Show in the transcript" }).first().click();
  const turn = page.locator(".turn.here");
  check("a moment leads to its turn", (await turn.count()) === 1 && (await inView(turn)));
  check("the address names the turn", /^#c\d+t\d+$/.test(new URL(page.url()).hash));
  await page.evaluate(() => scrollTo(0, 0));
  await call.locator("svg.curve circle").first().click();
  await page.locator(".turn.here").waitFor();
  check("a moment on the curve leads to its turn", await inView(page.locator(".turn.here")));
  const mark = call.locator("a.m[id]").nth(2);
  const number = (await mark.getAttribute("id")).replace(/^c\d+m/, "");
  await mark.click();
  const item = page.locator(".marks li.here");
  check("marked words lead to their row", (await item.locator(".no").textContent()) === number && (await inView(item)));
  await item.locator("a").click();
  check("the row leads back to the words", (await page.locator("a.m.here").getAttribute("id")).endsWith(`m${number}`) && (await inView(page.locator("a.m.here"))));
  const evidence = call.locator(".marks li:not(.off) a").last();
  await evidence.click();
  // The words of the row before may still be `here` when first asked for.
  const words = page.locator("a.m.here");
  check("evidence leads to its words", (await inView(words)) || (await inView(words)));
  check("discards say why", (await call.locator(".tags .off").first().textContent()).includes("Not counted"));
  check("tags say how strong, and whether asked", /(strong|medium|weak), (unasked|when asked|in a yes)/.test(await call.locator(".tags").allTextContents().then((all) => all.join(" "))));
  for (let n = 0; n < 5; n += 1) await page.goBack();
  await page.waitForTimeout(60);
  check("the way back works", (await page.locator("#report").isVisible()) || new URL(page.url()).hash === hash);
  await page.goto(`file://${at("small.html")}`);
  const row = page.locator(".open", { hasText: "pressure-solar" });
  await row.click();
  await page.waitForFunction(() => document.querySelector("#report").hidden);
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector("#report").hidden);
  check("back leads to the overview", await page.locator("#table").isVisible());
  check("the row has the focus again", await isFocused(row));
  const soon = await page.evaluate(async () => {
    const link = [...document.querySelectorAll(".open")].find((one) => one.textContent.includes("pressure-solar"));
    const changed = () => new Promise((done) => addEventListener("hashchange", done, { once: true }));
    for (const go of [() => link.click(), () => history.back()]) {
      const change = changed();
      go();
      await change;
    }
    return !document.querySelector("#report").hidden && link === document.activeElement;
  });
  check("the row has the focus again though its call never came", soon);
  await page.goForward();
  await page.waitForFunction(() => document.querySelector("#report").hidden);
  await page.locator(".call:visible .after").click();
  await page.waitForFunction(() => [...document.querySelectorAll(".call.shown h1")].every((head) => head.textContent !== "pressure-solar")).catch(() => {});
  check("next call", (await page.locator(".call:visible h1").textContent()) !== "pressure-solar");
  await page.goto(`file://${at("small.html")}${hash}t3`);
  await page.reload();
  check("a link with a turn opens there", await inView(page.locator(".turn.here")));
  await page.context().close();
});

// Copying a link, where the clipboard may be used and where not.
await section("Copying a link, where the clipboard may be used and where not", async () => {
  const page = await open("small.html", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.locator(".open", { hasText: "pressure-solar" }).click();
  await page.locator(".copy:visible").first().click();
  await page.waitForFunction(() => document.querySelector("#said").textContent === "Copied");
  const link = await page.evaluate(() => navigator.clipboard.readText()).catch(() => "");
  check("the link to a moment is copied", /small\.html#c\d+t\d+$/.test(link), link);
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("no")); document.execCommand = () => false; });
  await page.locator(".copy:visible").nth(1).click();
  check("without a clipboard the link is shown", /#c\d+t\d+$/.test(await page.locator(".do input").inputValue()));
  await page.context().close();
});

// The keyboard alone.
await section("The keyboard alone", async () => {
  const page = await open("small.html");
  await page.keyboard.press("Tab");
  check("the first stop skips to the content", (await page.evaluate(() => document.activeElement.className)) === "skip");
  await page.keyboard.press("Enter");
  check("the content has the focus", (await page.evaluate(() => document.activeElement.id)) === "main");
  await page.keyboard.press("/");
  await page.waitForTimeout(30);
  check("/ goes to the search", await isFocused(page.locator("#search")));
  await page.keyboard.type("solar");
  await page.waitForTimeout(60);
  check("typing searches", (await rows(page).count()) === 1);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(60);
  check("Escape empties the search", (await page.locator("#search").inputValue()) === "" && (await rows(page).count()) === 13);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  check("j goes down the calls", await isFocused(rows(page).nth(1).locator(".open")));
  await page.keyboard.press("k");
  check("k goes up", await isFocused(rows(page).nth(0).locator(".open")));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#report").hidden);
  check("Enter opens", await page.locator(".call:visible").isVisible());
  await page.keyboard.press("j");
  check("j goes to marked words", (await page.evaluate(() => document.activeElement.classList.contains("m"))));
  await page.keyboard.press("Enter");
  check("Enter leads to their row", (await page.evaluate(() => document.activeElement.matches(".marks li"))));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("#report").hidden);
  check("Escape leads back to the calls", await page.locator("#table").isVisible());
  await page.keyboard.press("?");
  check("? lists the keys", await page.locator("#keys").isVisible());
  await page.keyboard.press("Escape");
  check("Escape closes the list", !(await page.locator("#keys").isVisible()));
  await page.keyboard.press("?");
  await page.uncheck("#keys-on");
  await page.click("#keys-close");
  await page.locator("#theme").focus();
  await page.keyboard.press("j");
  check("single keys can be switched off", await isFocused(page.locator("#theme")));
  await page.locator(".open").first().focus();
  await page.keyboard.press("Enter");
  await page.locator(".call:visible summary", { hasText: "shape of the talk" }).focus();
  await page.keyboard.press("Enter");
  const tip = page.locator(".call:visible .tip").first();
  await tip.locator("button").focus();
  check("a definition is shown on focus", await tip.locator("[role=tooltip]").isVisible());
  check("the definition belongs to its button", (await tip.locator("button").getAttribute("aria-describedby")) === (await tip.locator("[role=tooltip]").getAttribute("id")));
  await page.keyboard.press("Escape");
  check("Escape takes it away", !(await tip.locator("[role=tooltip]").isVisible()));
  await page.mouse.move(1, 1);
  await tip.hover();
  check("a definition is shown on hover", await tip.locator("[role=tooltip]").isVisible());
  await page.context().close();
});

// Hostile names and words do nothing, and stand there as they are.
await section("Hostile names and words do nothing, and stand there as they are", async () => {
  const page = await open("small.html");
  const title = page.locator(".open", { hasText: "onerror" });
  const shown = HOSTILE.replace(/[\u202C\u202E]/g, "\uFFFD");
  check("a hostile title is text", (await title.textContent()) === shown);
  check("a hostile file name is text", (await page.locator("#unread b").textContent()).includes("broken <b>&.json"));
  await title.click();
  const call = page.locator(".call:visible");
  check("hostile words are text", (await call.locator(".said").first().textContent()).includes(shown.slice(0, 30)));
  check("nothing of it became an element", (await page.locator("img, .call b:text-is('evil'), script:not(head script):not([type])").count()) === 0);
  check("overrides of direction are made visible", !(await page.content()).includes("\u202E"));
  const turns = await call.locator(".turn").count();
  check("all turns are there", turns === 12, turns);
  check("the policy lets no other script run", await page.evaluate(() => { const script = document.createElement("script"); script.textContent = "globalThis.ran = true"; document.body.append(script); return globalThis.ran === undefined; }));
  check("that breach is all that the console told", noise.length === 1 && noise[0].includes("Content Security Policy"), noise.join("\n"));
  noise.length = 0;
  await page.context().close();
});

// Width of a telephone, colours, and the accessibility of every view.
for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 360]) {
    const page = await open("small.html", { colorScheme, viewport: { width, height: 800 } });
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    const what = `${colorScheme}, ${width} px`;
    check(`the overview fits (${what})`, await fits());
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    check(`the colours are ${colorScheme}`, (ground === "rgb(255, 255, 255)") === (colorScheme === "light"), ground);
    violations += await axe(page, `the overview (${what})`);
    for (const name of ["pressure-solar", "discovery-freight", "onerror"]) {
      await page.goto(`file://${at("small.html")}`);
      await page.locator(".open", { hasText: name }).click();
      await page.evaluate(() => document.querySelectorAll(".call.shown details").forEach((box) => { box.open = true; }));
      check(`the call ${name} fits (${what})`, await fits());
      violations += await axe(page, `the call ${name} (${what})`);
    }
    await page.context().close();
  }
}
await section("colours that are chosen", async () => {
  const page = await open("small.html");
  await page.click("#theme");
  await page.click("#theme");
  check("the colours can be chosen", (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)) !== "rgb(255, 255, 255)");
  await page.reload();
  check("and are remembered", (await page.locator("#theme").textContent()).includes("dark"));
  await page.context().close();
});

// On paper.
await section("On paper", async () => {
  const page = await open("small.html");
  const pages = async () => ((await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  const overview = await pages();
  check("the overview prints", overview >= 2 && overview <= 12, overview);
  await page.locator(".open", { hasText: "pressure-solar" }).click();
  const part = page.locator(".call.shown details", { hasText: "The shape of the talk" });
  await part.locator("summary").click();
  const opened = await page.locator(".call.shown details[open]").count();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  check("what the reader has opened prints", (await part.locator("dl").isVisible()) && (await page.locator(".call.shown details[open]").count()) === opened);
  check("the list that only repeats does not print", (await page.locator(".call.shown .marks").count()) === 1 && !(await page.locator(".call.shown .marks").isVisible()));
  check("every turn prints", await page.locator(".call.shown .turn").evaluateAll((all) => all.every((turn) => turn.getBoundingClientRect().height > 20 && getComputedStyle(turn).contentVisibility === "visible")));
  check("what is only for the screen does not print", !(await page.locator("header.top").isVisible()) && !(await page.locator(".copy").first().isVisible()));
  check("definitions print", await part.locator("[role=tooltip]").first().isVisible());
  check("the call prints", (await pages()) >= 4);
  await page.context().close();
});

// Without a script everything is there to read.
await section("Without a script everything is there to read", async () => {
  const page = await open("small.html", { javaScriptEnabled: false });
  check("without a script: the table", (await page.locator("#table tbody tr").count()) === 13 && (await page.locator("#table").isVisible()));
  check("without a script: the calls", (await page.locator(".call").count()) === 13 && (await page.locator(".call .turn").first().isVisible()));
  check("without a script: it is said", await page.locator("noscript .note").first().isVisible().catch(() => false) || (await page.content()).includes("Scripts are switched off"));
  await page.context().close();
});

// A thousand calls.
await section("A thousand calls", async () => {
  const size = statSync(at("many.html")).size;
  figure("1,000 calls: size", `${(size / 1e6).toFixed(2)} MB`);
  check("a thousand calls are under 15 MB", size < 15e6);
  const loaded = async (read) => {
    const page = await open("many.html");
    await page.waitForFunction(() => performance.getEntriesByType("paint").length > 1);
    const took = await page.evaluate(read);
    await page.context().close();
    return { took };
  };
  await quick("1,000 calls: first paint", 1000, () => loaded(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
  await quick("1,000 calls: ready to use", 2000, () => loaded(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd));
  const page = await open("many.html");
  check("fifty are shown at first", (await rows(page).count()) === 50);
  const words = ["roof", "", "ana ruiz", "call 99", ""];
  // Of the words of a round the slowest.
  await quick("1,000 calls: filter", 200, async () => ({
    took: await page.evaluate(async (texts) => {
      const field = document.getElementById("search");
      let slowest = 0;
      for (const text of texts) {
        const start = performance.now();
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        slowest = Math.max(slowest, performance.now() - start);
      }
      return slowest;
    }, words),
  }));
  await page.click("#more");
  check("all are shown when asked for", (await rows(page).count()) === 1000);
  await quick("1,000 calls: sort, all shown", 500, async () => ({
    took: await page.evaluate(async () => {
      const start = performance.now();
      document.querySelector("[data-key=score]").click();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - start;
    }),
  }));
  await page.goto(`file://${at("many.html")}#c500`);
  await page.locator("#c500 .turn").first().waitFor();
  check("a packed call opens from a link", (await page.locator(".call:visible h1").textContent()) === "Call 500 of the quarter");
  await quick("1,000 calls: open one at a turn", 300, async (round) => ({
    took: await page.evaluate(async (place) => {
      const start = performance.now();
      location.hash = place;
      while (!document.querySelector(`${place}.here`)) await new Promise((done) => setTimeout(done, 4));
      return performance.now() - start;
    }, `#c${700 + round}t5`),
  }));
  check("one call is built at a time", (await page.locator(".call").count()) === 1);
  check("a share is given for many calls", (await page.locator("#sellers tbody").textContent()).includes("%"));
  await page.context().close();
});

// More than a thousand: a folder beside the report.
await section("More than a thousand: a folder beside the report", async () => {
  check("more calls are pages in a folder", readdirSync(at("more")).length === 1001);
  const page = await open("more.html");
  await page.locator(".open").first().click();
  await page.waitForURL(/more\/0001\.html/);
  check("the row leads to the page", (await page.locator("h1").textContent()) === "Call 1 of the quarter");
  await page.locator("a.m[id]").first().click();
  check("marks lead to their rows there, too", await inView(page.locator(".marks li.here")));
  violations += await axe(page, "a page of its own");
  await page.locator("nav a", { hasText: "All calls" }).click();
  await page.waitForURL(/more\.html/);
  check("and back", await page.locator("#table").isVisible());
  check("each page is whole", readFileSync(at("more/0001.html"), "utf8").includes("Content-Security-Policy"));
  await page.context().close();
});

// Three hours, and the longest report that is to be read without a script: no task holds the browser up.
await section("Three hours: no task holds the browser up", async () => {
  const traced = async (page, run) => {
    await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
    await run();
    await page.waitForTimeout(300);
    return longest(await browser.stopTracing());
  };
  for (const [name, what, isPacked] of [["long.html", "3 hours, 3,000 turns", true], ["plain.html", "2 hours, 1,900 turns", false]]) {
    const page = await open(name);
    page.setDefaultTimeout(30000);
    await page.waitForLoadState("load");
    figure(`${what}: size of the report`, `${(statSync(at(name)).size / 1e6).toFixed(2)} MB`);
    check(`${what}: ${isPacked ? "packed" : "to be read without a script"}`, ((await page.locator("#p1").count()) === 1) === isPacked);
    await quick(`${what}: longest task of loading`, 100, () => traced(page, () => page.reload()));
    const count = await page.evaluate(() => document.querySelectorAll(".turn").length);
    await quick(`${what}: longest task of opening`, 100, async () => {
      await page.goto(`file://${at(name)}`);
      await page.reload();
      return traced(page, async () => {
        await page.evaluate(() => document.querySelector(".open").click());
        await page.waitForFunction((all) => document.querySelectorAll(".call.shown .turn").length === all, count || 3000);
      });
    });
    await quick(`${what}: longest task of scrolling`, 100, () => traced(page, () => page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += 1500) {
        scrollTo({ top: y, behavior: "instant" });
        await new Promise((done) => requestAnimationFrame(done));
      }
    })));
    await page.context().close();
  }
  const page = await open("long.html#c1");
  page.setDefaultTimeout(30000);
  await page.waitForFunction(() => document.querySelectorAll(".turn").length === 3000);
  await page.evaluate(() => { location.hash = "#c1t2500"; });
  await page.locator(".turn.here").waitFor();
  await page.waitForTimeout(200);
  check("a turn far down is reached", await inView(page.locator("#c1t2500")));
  await page.context().close();
});

check("nothing was said on the console", noise.length === 0, noise.slice(0, 5).join("\n"));
check("nothing was asked of any network", requests.length === 0, requests.slice(0, 5).join("\n"));
await browser.close();
rmSync(place, { recursive: true });
for (const line of figures) console.log(line);
console.log(`axe violations: ${violations}, console messages: ${noise.length}, requests to a network: ${requests.length}`);
console.log(`${passed} of ${passed + wrong.length} checks passed`);
process.exitCode = wrong.length ? 1 : 0;
