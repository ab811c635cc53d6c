// The paper rolls, as far as they were called while one watches.
import { done, sure } from "./page.js";
import { renewing } from "./renew.js";

const open = document.getElementById("open");

renewing("rolls");
document.getElementById("rolls").addEventListener("click", async (event) => {
  const key = event.target.closest("[data-do=ends]");
  if (!key) return;
  const { roll, next } = key.closest("tr").dataset;
  if (next && !(await sure("ends", next))) return;
  if (await done(`/manager/rolls/${roll}/ends`)) location.reload();
});

if (open) {
  const { letter, first, last } = open.elements;
  const given = document.getElementById("given");

  /** The range that keeps away from the series of the chosen letter. */
  function propose() {
    const series = letter.selectedOptions[0].dataset;
    first.value = series.first;
    last.value = series.last;
    given.textContent = series.given
      ? given.dataset.some.replace("{label}", series.given)
      : given.dataset.none;
  }

  const whole = (field) => Number.parseInt(field.value, 10) || 0;

  letter.addEventListener("change", propose);
  open.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wish = { letter: letter.value, first: whole(first), last: whole(last) };
    if (await done("/manager/rolls", wish)) location.reload();
  });
  open.querySelector(".primary").disabled = false;
}
