// Checks pages of HTML that `greenroom report --format html` wrote, in a browser: accessibility by axe-core (every rule, best
// practices included), nothing wider than the screen, nothing that loads or runs, and a style sheet that the policy lets in.
// How to run it stands in README.md beside this file.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// What is needed is looked for where the script is run, so that nothing is installed into the checkout.
const require = createRequire(pathToFileURL(join(process.cwd(), "here.js")));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const pictures = process.env.PICTURES;
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const views = [
  { name: "desktop", width: 1280, height: 900 },
  { name: "phone", width: 360, height: 740 },
];
// Browsers draw no taller pictures.
const tallest = 16_000;
const schemes = ["light", "dark"];

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node check.mjs REPORT.html...");
  process.exit(2);
}
if (pictures) mkdirSync(pictures, { recursive: true });

let wrong = 0;
const complain = (where, what) => {
  wrong += 1;
  console.error(`${where}: ${what}`);
};

const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
for (const file of files) {
  for (const view of views) {
    for (const scheme of schemes) {
      const where = `${basename(file)}, ${view.name}, ${scheme}`;
      const page = await browser.newPage();
      page.on("console", (message) => complain(where, `the console says: ${message.text()}`));
      page.on("pageerror", (error) => complain(where, `an error: ${error.message}`));
      let requests = 0;
      page.on("request", () => (requests += 1));
      await page.setViewport({ width: view.width, height: view.height });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(pathToFileURL(resolve(file)).href);
      if (requests !== 1) complain(where, `${requests} requests where the page itself is one`);

      const { overflow, styled } = await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        styled: getComputedStyle(document.documentElement).getPropertyValue("--ink") !== "",
      }));
      if (overflow > 0) complain(where, `${overflow} pixels wider than the screen`);
      if (!styled) complain(where, "the policy keeps the style sheet out");

      await page.evaluate(axe);
      const { violations, incomplete } = await page.evaluate(() => window.axe.run());
      for (const { id, help, nodes } of violations) {
        complain(where, `${id}: ${help} (${nodes.length}), first ${nodes[0].html.slice(0, 160)}`);
      }
      for (const { id, nodes } of incomplete) {
        // The contrast of a lone symbol is not reckoned; the words beside it have its colours, and are.
        const unclear = nodes.filter((node) => node.any[0]?.data?.messageKey !== "nonBmp");
        if (unclear.length > 0) complain(where, `${id}: not sure (${unclear.length}), first ${unclear[0].html.slice(0, 160)}`);
      }
      if (pictures) {
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.screenshot({
          path: join(pictures, `${basename(file)}.${view.name}.${scheme}.png`),
          clip: { x: 0, y: 0, width: view.width, height: Math.min(height, tallest) },
          captureBeyondViewport: true,
        });
        await page.pdf({ path: join(pictures, `${basename(file)}.pdf`), preferCSSPageSize: true, printBackground: true });
      }
      await page.close();
    }
  }
}
await browser.close();
console.log(wrong === 0 ? `no violations in ${files.length} page(s)` : `${wrong} violation(s)`);
process.exitCode = wrong === 0 ? 0 : 1;
