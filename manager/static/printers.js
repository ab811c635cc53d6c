// The printers: how each is, and the test slips.
import { done } from "./page.js";
import { renewing } from "./renew.js";

const renew = renewing("printers");

document.getElementById("printers").addEventListener("click", async (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  const url = `/manager/printers/${key.closest("[data-printer]").dataset.printer}`;
  const { paper } = key.dataset;
  const told = paper ? await done(`${url}/papers`, { paper }) : await done(`${url}/trials`);
  if (told) renew();
});
